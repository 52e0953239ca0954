using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>Two providers offer the same model, the cheaper one first in line.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private const string Model = "seedance-2-0";
    private const string DeadAddress = "http://127.0.0.1:9/api/v3";
    private UpstreamDouble _cheap = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _cheap = await UpstreamDouble.StartAsync();
        _bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider("cheap", Cheap(_cheap.BaseUrl).ToJsonString()));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _cheap.DisposeAsync();
    }

    [Fact]
    public async Task Create_goes_to_the_cheaper_offering()
    {
        var prompt = Prompts.New();
        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        ((string?)job["provider"]).ShouldBe("cheap");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Theory]
    [InlineData(429, "RateLimitExceeded.EndpointRPMExceeded")]
    [InlineData(401, "AuthenticationError")]
    [InlineData(403, "AccountOverdueError")]
    [InlineData(404, "ModelNotOpen")]
    public async Task Refusal_that_is_about_the_provider_moves_the_job_to_the_next(int status, string code)
    {
        var prompt = Prompts.New(code);
        _cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, status, code);

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        ((string?)(await _bed.Gateway.CompletedAsync(id))["provider"]).ShouldBe("bytedance");
        (await JobRows.AttemptsAsync(_bed, id)).ShouldBe(["cheap rejected", "bytedance accepted"]);
        (_cheap.Script(prompt).Submissions, _bed.Upstream.Script(prompt).Submissions).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(400, "InvalidParameter.duration", "invalid_request")]
    [InlineData(400, "InputTextSensitiveContentDetected", "content_policy")]
    public async Task Refusal_that_is_about_the_request_is_not_moved(int status, string code, string kind)
    {
        var prompt = Prompts.New(code);
        _cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, status, code);

        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString());

        await response.ShouldBeErrorAsync(400, "invalid_request_error", kind);
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Outcome_that_is_unknown_is_not_moved()
    {
        var prompt = Prompts.New();
        _cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, 500, "InternalServiceError");

        var job = await _bed.Gateway.FinishedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        ((string?)job["error"]!["code"]).ShouldBe("submission_unknown");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Pinned_or_forbidden_to_move_the_client_sees_the_refusal()
    {
        var (pinned, forbidden) = (Prompts.New(), Prompts.New());
        foreach (var prompt in (string[])[pinned, forbidden]) _cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, 429, "AccountRateLimitExceeded");

        using var first = await _bed.Gateway.PostAsync(GatewayCalls.Body(pinned, model: "cheap/" + Model).ToJsonString());
        await first.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        // The refusal has put the cheap one at the end of the line for a while: only it may be asked.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = new StringContent(GatewayCalls.Body(forbidden).ToJsonString(), null, "application/json") };
        request.Headers.Add("x-no-fallback", "true");
        using var second = await _bed.Gateway.Client.SendAsync(request);
        ((int)second.StatusCode).ShouldBe(200);
        (_bed.Upstream.Script(pinned).Submissions, _bed.Upstream.Script(forbidden).Submissions).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Every_provider_refuses_and_the_client_sees_the_first_meaningful_refusal()
    {
        _bed.Config.WriteProvider("cheap", Cheap(DeadAddress).ToJsonString());
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => RefuseAsync(context, 429, "AccountRateLimitExceeded");
        await Until.TrueAsync(() => Task.FromResult(_bed.Gateway.Log.Split("Configuration in force").Length > 2), "the edit in force");

        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString());

        await response.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        var row = (await JobRows.OfPromptAsync(_bed, prompt)).Single();
        (row.Status, row.Hidden).ShouldBe(("failed", 1L));
        (await JobRows.AttemptsAsync(_bed, row.Id)).ShouldBe(["cheap rejected", "bytedance rejected"]);
    }

    [Fact]
    public async Task Destination_that_is_dead_is_left_alone_for_a_while()
    {
        _bed.Config.WriteProvider("cheap", Cheap(DeadAddress).ToJsonString());
        await Until.TrueAsync(() => Task.FromResult(_bed.Gateway.Log.Split("Configuration in force").Length > 2), "the edit in force");

        var first = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        var second = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));

        (await JobRows.AttemptsAsync(_bed, first)).ShouldBe(["cheap rejected", "bytedance accepted"]);
        (await JobRows.AttemptsAsync(_bed, second)).ShouldBe(["bytedance accepted"]);
    }

    [Fact]
    public async Task Second_destination_of_a_provider_takes_over()
    {
        var file = Cheap(DeadAddress);
        file["destinations"]!["spare"] = new JsonObject { ["address"] = _cheap.BaseUrl };
        _bed.Config.WriteProvider("cheap", file.ToJsonString());
        await Until.TrueAsync(() => Task.FromResult(_bed.Gateway.Log.Split("Configuration in force").Length > 2), "the edit in force");
        var prompt = Prompts.New();

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        ((string?)(await _bed.Gateway.CompletedAsync(id))["provider"]).ShouldBe("cheap");
        _cheap.Script(prompt).Submissions.ShouldBe(1);
    }

    private static Task RefuseAsync(HttpContext context, int status, string code) =>
        UpstreamDouble.AnswerAsync(context, status, $$"""{"error":{"code":"{{code}}","message":"refused","type":"x","param":""} }""");

    private static JsonObject Cheap(string address)
    {
        var file = ConfigFolder.SecondProvider("cheap", Model, address);
        file["models"]![0]!["prices"] = new JsonObject { ["720p"] = 0.001, ["1080p"] = 0.002 };
        return file;
    }
}
