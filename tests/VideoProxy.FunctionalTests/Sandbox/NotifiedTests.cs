using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>The simulators announce changes as their originals do. Polls are so far apart here that nothing else could finish a job.</summary>
public sealed class NotifiedTests
{
    [Fact]
    public async Task Job_of_each_provider_that_announces_changes_is_finished_by_its_notification()
    {
        using var temp = new TempFolder();
        var url = Ports.FreeUrl();
        await using var gateway = await GatewayProcess.StartAsync(new GatewaySetup
        {
            Urls = url,
            WorkingFolder = temp.Path,
            Arguments = ["--sandbox", "--config", Repository.ConfigFolder],
            Environment = new Dictionary<string, string>
            {
                ["VideoProxy__PublicUrl"] = url, ["VideoProxy__Tracker__MinInterval"] = "00:10:00", ["VideoProxy__Tracker__MaxInterval"] = "00:10:00",
            },
        });
        gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", "sk-sandbox");

        await Task.WhenAll(
            FinishAsync(gateway, "seedance-2-0", 5, "1280x720"),
            FinishAsync(gateway, "gemini-omni-1.1-flash", 8, "1280x720"),
            FinishAsync(gateway, "avalanche/veo-3.1-lite-generate-preview", 8, "1280x720"),
            FinishAsync(gateway, "minimax-hailuo-2.3", 6, "1366x768", audio: false),
            FinishAsync(gateway, "minimax-h3", 5, "1366x768"));
    }

    // Slow, so that each task is still being made when its submit has been stored.
    private static async Task FinishAsync(GatewayProcess gateway, string model, int seconds, string size, bool audio = true)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = Prompts.New() + " [sandbox: slow 8]", ["seconds"] = seconds, ["size"] = size, ["audio"] = audio };
        var id = await gateway.CreateIdAsync(body);
        await Until.TrueAsync(async () => (string?)(await gateway.RetrieveAsync(id))["status"] == "completed", $"the completion of {model}", TimeSpan.FromSeconds(90));
    }
}
