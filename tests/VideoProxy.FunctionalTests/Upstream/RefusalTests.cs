using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

public sealed class RefusalTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider(
        "unreachable", ConfigFolder.SecondProvider("unreachable", "seedance-unreachable", "http://127.0.0.1:1/api/v3").ToJsonString()));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Theory]
    [InlineData(400, "InvalidParameter", 400, "invalid_request_error", "invalid_request")]
    [InlineData(400, "InputTextSensitiveContentDetected", 400, "invalid_request_error", "content_policy")]
    [InlineData(401, "AuthenticationError", 502, "upstream_error", "authentication")]
    [InlineData(429, "RateLimitExceeded.EndpointRPMExceeded", 429, "rate_limit_error", "rate_limited")]
    public async Task Create_refused_by_the_provider_answers_the_error_and_leaves_no_job(
        int upstreamStatus, string upstreamCode, int status, string type, string code)
    {
        var prompt = Prompts.New();
        var reply = $$$"""{"error":{"code":"{{{upstreamCode}}}","message":"Refused. Request id: 1","param":"","type":"BadRequest"}}""";
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(context, upstreamStatus, reply);

        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("refused")).ToJsonString());

        await response.ShouldBeErrorAsync(status, type, code);
        response.Headers.Contains("retry-after").ShouldBe(status == 429);
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
        await OnlyAHiddenRowShouldBeLeftAsync(prompt, code);
        _bed.Receiver.For("refused").ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_at_an_unreachable_provider_is_502_and_leaves_no_job()
    {
        var prompt = Prompts.New();

        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(prompt, model: "seedance-unreachable").ToJsonString());

        await response.ShouldBeErrorAsync(502, "upstream_error", "unavailable");
        await OnlyAHiddenRowShouldBeLeftAsync(prompt, "unavailable");
    }

    private async Task OnlyAHiddenRowShouldBeLeftAsync(string prompt, string code)
    {
        var row = (await JobRows.OfPromptAsync(_bed, prompt)).ShouldHaveSingleItem();
        row.ShouldBe(new JobRow(row.Id, "failed", code, 1));
        foreach (var path in (string[])["", "/content"])
        {
            using var response = await _bed.Gateway.Client.GetAsync($"/v1/videos/{row.Id}{path}");
            await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        }
    }
}
