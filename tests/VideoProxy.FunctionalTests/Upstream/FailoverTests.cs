using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>Two providers offer the same model, the cheaper one first in line.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private const string DeadAddress = "http://127.0.0.1:9/api/v3";
    private CheaperBed _beds = null!;

    private TestBed Bed => _beds.Bed;

    private UpstreamDouble Cheap => _beds.Cheap;

    public async Task InitializeAsync() => _beds = await CheaperBed.StartAsync();

    public async Task DisposeAsync() => await _beds.DisposeAsync();

    [Fact]
    public async Task Create_goes_to_the_cheaper_offering()
    {
        var prompt = Prompts.New();
        var job = await Bed.Gateway.CompletedAsync(await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        ((string?)job["provider"]).ShouldBe("cheap");
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Theory]
    [InlineData(429, "RateLimitExceeded.EndpointRPMExceeded")]
    [InlineData(401, "AuthenticationError")]
    [InlineData(403, "AccountOverdueError")]
    [InlineData(404, "ModelNotOpen")]
    public async Task Refusal_that_is_about_the_provider_moves_the_job_to_the_next(int status, string code)
    {
        var prompt = Prompts.New(code);
        Cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, status, code);

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        ((string?)(await Bed.Gateway.CompletedAsync(id))["provider"]).ShouldBe("bytedance");
        (await JobRows.AttemptsAsync(Bed, id)).ShouldBe(["cheap rejected", "bytedance accepted"]);
        (Cheap.Script(prompt).Submissions, Bed.Upstream.Script(prompt).Submissions).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(400, "InvalidParameter.duration", "invalid_request")]
    [InlineData(400, "InputTextSensitiveContentDetected", "content_policy")]
    public async Task Refusal_that_is_about_the_request_is_not_moved(int status, string code, string kind)
    {
        var prompt = Prompts.New(code);
        Cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, status, code);

        using var response = await Bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString());

        await response.ShouldBeErrorAsync(400, "invalid_request_error", kind);
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Outcome_that_is_unknown_is_not_moved()
    {
        var prompt = Prompts.New();
        Cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, 500, "InternalServiceError");

        var job = await Bed.Gateway.FinishedAsync(await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        ((string?)job["error"]!["code"]).ShouldBe("submission_unknown");
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Pinned_or_forbidden_to_move_the_client_sees_the_refusal()
    {
        var (pinned, forbidden) = (Prompts.New(), Prompts.New());
        foreach (var prompt in (string[])[pinned, forbidden]) Cheap.Script(prompt).OnSubmit = context => RefuseAsync(context, 429, "AccountRateLimitExceeded");

        using var first = await Bed.Gateway.PostAsync(GatewayCalls.Body(pinned, model: "cheap/" + CheaperBed.Model).ToJsonString());
        await first.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        // The refusal has put the cheap one at the end of the line for a while: only it may be asked.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = new StringContent(GatewayCalls.Body(forbidden).ToJsonString(), null, "application/json") };
        request.Headers.Add("x-no-fallback", "true");
        using var second = await Bed.Gateway.Client.SendAsync(request);
        ((int)second.StatusCode).ShouldBe(200);
        (Bed.Upstream.Script(pinned).Submissions, Bed.Upstream.Script(forbidden).Submissions).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Every_provider_refuses_and_the_client_sees_the_first_meaningful_refusal()
    {
        await _beds.EditAsync(Die);
        var prompt = Prompts.New();
        Bed.Upstream.Script(prompt).OnSubmit = context => RefuseAsync(context, 429, "AccountRateLimitExceeded");

        using var response = await Bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString());

        await response.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        var row = (await JobRows.OfPromptAsync(Bed, prompt)).Single();
        (row.Status, row.Hidden).ShouldBe(("failed", 1L));
        (await JobRows.AttemptsAsync(Bed, row.Id)).ShouldBe(["cheap rejected", "bytedance rejected"]);
    }

    [Fact]
    public async Task Destination_that_is_dead_is_left_alone_for_a_while()
    {
        await _beds.EditAsync(Die);

        var first = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        var second = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));

        (await JobRows.AttemptsAsync(Bed, first)).ShouldBe(["cheap rejected", "bytedance accepted"]);
        (await JobRows.AttemptsAsync(Bed, second)).ShouldBe(["bytedance accepted"]);
    }

    [Fact]
    public async Task Second_destination_of_a_provider_takes_over()
    {
        await _beds.EditAsync(file =>
        {
            Die(file);
            file["destinations"]!["spare"] = new JsonObject { ["address"] = Cheap.BaseUrl };
        });
        var prompt = Prompts.New();

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        ((string?)(await Bed.Gateway.CompletedAsync(id))["provider"]).ShouldBe("cheap");
        Cheap.Script(prompt).Submissions.ShouldBe(1);
    }

    private static Task RefuseAsync(HttpContext context, int status, string code) =>
        UpstreamDouble.AnswerAsync(context, status, $$"""{"error":{"code":"{{code}}","message":"refused","type":"x","param":""} }""");

    private static void Die(JsonObject file) => file["destinations"]!["main"]!["address"] = DeadAddress;
}
