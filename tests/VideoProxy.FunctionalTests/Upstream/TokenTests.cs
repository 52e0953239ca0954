using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

public sealed class TokenTests
{
    [Fact]
    public async Task Token_is_asked_for_once_for_many_jobs()
    {
        await using var bed = await VertexBed.StartAsync(1);
        bed.Vertex.Tokens.ShouldBe(0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bed.CompletedIdAsync()));

        bed.Vertex.Tokens.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_with_a_token_that_has_died_is_repeated_once_with_a_fresh_one_and_both_are_on_record()
    {
        await using var bed = await VertexBed.StartAsync(1);
        await bed.CompletedIdAsync();
        bed.Vertex.IsDead = token => token == "ya29.1";

        var id = await bed.CompletedIdAsync();

        bed.Vertex.Tokens.ShouldBe(2);
        bed.Vertex.Submits.ShouldBe(3);
        (await JobRows.AttemptsAsync(bed.Bed, id)).ShouldBe(["google-vertex rejected", "google-vertex accepted"]);
    }

    [Fact]
    public async Task Submit_is_repeated_no_more_than_once()
    {
        await using var bed = await VertexBed.StartAsync(1);
        bed.Vertex.IsDead = _ => true;

        using var response = await bed.Gateway.PostAsync(VertexBed.Body().ToJsonString());

        await response.ShouldBeErrorAsync(502, "upstream_error", "authentication");
        bed.Vertex.Submits.ShouldBe(2);
    }

    [Fact]
    public async Task Download_with_a_token_that_has_died_fetches_a_fresh_one()
    {
        await using var bed = await VertexBed.StartAsync(1);
        var id = await bed.CompletedIdAsync();
        bed.Vertex.IsDead = token => token == "ya29.1";

        using var response = await bed.Gateway.ContentAsync(id);

        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBe((int)bed.Vertex.VideoLength);
        bed.Vertex.Tokens.ShouldBe(2);
    }

    [Theory]
    [InlineData(400, "authentication", "The provider refused the gateway's key.")]
    [InlineData(503, "unavailable", "The gateway could not sign in to its provider: HTTP 503. Nothing was submitted.")]
    public async Task Without_a_token_nothing_is_submitted(int status, string code, string message)
    {
        await using var bed = await VertexBed.StartAsync(1);
        bed.Vertex.TokenStatus = status;

        using var response = await bed.Gateway.PostAsync(VertexBed.Body().ToJsonString());

        (await response.ShouldBeErrorAsync(502, "upstream_error", code)).ShouldBe(message);
        bed.Vertex.Submits.ShouldBe(0);
    }

    [Fact]
    public async Task Create_that_is_refused_asks_for_no_token()
    {
        await using var bed = await VertexBed.StartAsync(1);

        using var response = await bed.Gateway.PostAsync(VertexBed.Body(seconds: 7).ToJsonString());

        await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported", "seconds");
        bed.Vertex.Tokens.ShouldBe(0);
    }
}
