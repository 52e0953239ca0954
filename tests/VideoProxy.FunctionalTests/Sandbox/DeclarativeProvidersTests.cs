using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>Every provider without code against a simulator that was written from its documents, not from its file.</summary>
public sealed class DeclarativeProvidersTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly GatewayProcess _gateway = shared.Bed.Gateway;

    [Theory]
    [InlineData("fal/veo-3.1", 4)]
    [InlineData("xai/grok-imagine-video-1.5", 6)]
    [InlineData("runway/gen4.5", 3)]
    [InlineData("replicate/veo-3.1-fast", 8)]
    [InlineData("luma/ray-3.2", 5)]
    [InlineData("alibaba/wan3.0-video", 7)]
    [InlineData("kling/kling-v3", 15)]
    public async Task Prompts_that_script_a_fault_get_it(string model, int seconds)
    {
        using var limited = await _gateway.PostAsync(Body(model, seconds, "[sandbox: 429]").ToJsonString());
        await limited.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        var broken = await _gateway.CreateIdAsync(Body(model, seconds, "[sandbox: fail]"));
        var unsafeOne = await _gateway.CreateIdAsync(Body(model, seconds, "[sandbox: filter]"));

        ((string?)(await _gateway.FinishedAsync(broken))["error"]!["code"]).ShouldBe("internal");
        ((string?)(await _gateway.FinishedAsync(unsafeOne))["error"]!["code"]).ShouldBe("content_policy");
    }

    private static JsonObject Body(string model, int seconds, string script = "")
    {
        var body = GatewayCalls.Body($"{Prompts.New()} {script}", model: model);
        body["seconds"] = seconds;
        return body;
    }
}
