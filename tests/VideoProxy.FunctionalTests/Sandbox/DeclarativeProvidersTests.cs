using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>Every provider without code against a simulator that was written from its documents, not from its file.</summary>
public sealed class DeclarativeProvidersTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly GatewayProcess _gateway = shared.Bed.Gateway;

    /// <summary>The model, its length, and what a filtered video of it fails as: states compare whole values, and two providers say it in a text.</summary>
    private static readonly (string Model, int Seconds, string Filtered)[] Providers =
    [
        ("fal/veo-3.1", 4, "content_policy"),
        ("xai/grok-imagine-video-1.5", 6, "content_policy"),
        ("runway/gen4.5", 3, "content_policy"),
        ("replicate/veo-3.1-fast", 8, "internal"),
        ("luma/ray-3.2", 5, "content_policy"),
        ("alibaba/wan3.0-video", 7, "content_policy"),
        ("kling/kling-v3", 15, "internal"),
    ];

    public static TheoryData<string, int, string> Faults()
    {
        var faults = new TheoryData<string, int, string>();
        foreach (var (model, seconds, filtered) in Providers) faults.Add(model, seconds, filtered);
        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Prompts_that_script_a_fault_get_it(string model, int seconds, string filtered)
    {
        using var limited = await _gateway.PostAsync(Body(model, seconds, "[sandbox: 429]").ToJsonString());
        await limited.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        var broken = await _gateway.CreateIdAsync(Body(model, seconds, "[sandbox: fail]"));
        var unsafeOne = await _gateway.CreateIdAsync(Body(model, seconds, "[sandbox: filter]"));

        ((string?)(await _gateway.FinishedAsync(broken))["error"]!["code"]).ShouldBe("internal");
        ((string?)(await _gateway.FinishedAsync(unsafeOne))["error"]!["code"]).ShouldBe(filtered);
    }

    private static JsonObject Body(string model, int seconds, string script = "")
    {
        var body = GatewayCalls.Body($"{Prompts.New()} {script}", model: model);
        body["seconds"] = seconds;
        return body;
    }
}
