using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class RemakeTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Theory]
    [InlineData("POST", "edits")]
    [InlineData("POST", "extensions")]
    [InlineData("POST", "characters")]
    [InlineData("GET", "characters/char_1")]
    public async Task Call_that_no_provider_takes_says_so(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/videos/{path}");
        using var response = await _bed.Gateway.Client.SendAsync(request);
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported");
    }

    [Fact]
    public async Task Remix_of_a_video_is_unsupported_and_of_none_not_found()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));

        using var known = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/remix", new StringContent("""{"prompt":"p"}""", null, "application/json"));
        using var unknown = await _bed.Gateway.Client.PostAsync("/v1/videos/video_none/remix", new StringContent("""{"prompt":"p"}""", null, "application/json"));

        await known.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported");
        await unknown.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }
}
