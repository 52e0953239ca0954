using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>What a client is told of a cancel, by what the provider can do: to take back, too late for it, or never.</summary>
public sealed class CancelAnswerTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly GatewayProcess _gateway = shared.Bed.Gateway;

    [Theory]
    [InlineData("minimax/minimax-hailuo-2.3", 6, "1366x768", "unsupported")]
    [InlineData("minimax/minimax-h3", 5, "1366x768", "too_late")]
    [InlineData("bytedance/seedance-2-0", 5, "1280x720", "too_late")]
    [InlineData("google-vertex/veo-3.1-generate-preview", 8, "1280x720", "unsupported")]
    [InlineData("gemini/gemini-omni-1.1-flash", 8, "1280x720", "canceled")]
    [InlineData("avalanche/veo-3.1-lite-generate-preview", 8, "1280x720", "unsupported")]
    [InlineData("openai/sora-2", 8, "1280x720", "unsupported")]
    public async Task Running_job_is_canceled_with_what_its_provider_makes_of_it(string model, int seconds, string size, string word)
    {
        var body = GatewayCalls.Body($"{Prompts.New()} [sandbox: slow 60]", model: model);
        (body["seconds"], body["size"]) = (seconds, size);
        body.Remove("audio");
        var id = await _gateway.CreateIdAsync(body);
        await Until.TrueAsync(async () => (string?)(await _gateway.RetrieveAsync(id))["status"] == "in_progress", $"{model} running", TimeSpan.FromSeconds(60));

        using var response = await _gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);

        var job = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string?)job["status"]).ShouldBe("canceled", job.ToJsonString());
        ((string?)job["cancellation"]!["provider"]).ShouldBe(word, job.ToJsonString());
        ((decimal)job["cancellation"]!["charged"]! == 0).ShouldBe(word == "canceled", job.ToJsonString());
    }
}
