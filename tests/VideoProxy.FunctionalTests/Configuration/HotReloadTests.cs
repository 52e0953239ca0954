using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Configuration;

public sealed class HotReloadTests(SharedBed shared) : IClassFixture<SharedBed>
{
    // The promise is two seconds; a machine that builds and runs other tests at once gets some more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Provider_file_added_while_running_serves_its_model()
    {
        await ModelShouldBeAsync("hot-model", known: false);

        _bed.Config.WriteProvider("hot", Provider("hot", "hot-model"));

        await ModelShouldBeAsync("hot-model", known: true);
        await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), model: "hot-model")));
    }

    [Fact]
    public async Task Provider_file_spoiled_while_running_keeps_the_last_good_one()
    {
        _bed.Config.WriteProvider("spoiled", Provider("spoiled", "first-model"));
        await ModelShouldBeAsync("first-model", known: true);

        _bed.Config.WriteProvider("spoiled", Provider("spoiled", "second-model").Replace("\"plugin\"", "\"plugim\"", StringComparison.Ordinal));

        await Until.TrueAsync(() => Task.FromResult(_bed.Log.Contains("plugim", StringComparison.Ordinal)), "the fault in the log", Patience);
        await ModelShouldBeAsync("first-model", known: true);
        await ModelShouldBeAsync("second-model", known: false);

        _bed.Config.WriteProvider("spoiled", Provider("spoiled", "third-model"));

        await ModelShouldBeAsync("third-model", known: true);
        await ModelShouldBeAsync("first-model", known: false);
        await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), model: "third-model")));
    }

    [Fact]
    public async Task Provider_file_given_a_missing_plugin_while_running_keeps_the_last_good_one_and_health_says_so()
    {
        _bed.Config.WriteProvider("unplugged", Provider("unplugged", "plugged-model"));
        await ModelShouldBeAsync("plugged-model", known: true);

        _bed.Config.WriteProvider("unplugged", Provider("unplugged", "plugged-model").Replace("\"ByteDance\"", "\"Missing\"", StringComparison.Ordinal));

        await HealthShouldSayAsync("providers/unplugged.json:1 plugin: plugin 'Missing' was not found:", said: true);
        await ModelShouldBeAsync("plugged-model", known: true);

        _bed.Config.WriteProvider("unplugged", Provider("unplugged", "plugged-again"));

        await ModelShouldBeAsync("plugged-again", known: true);
        await HealthShouldSayAsync("unplugged.json", said: false);
    }

    private Task HealthShouldSayAsync(string fault, bool said) => Until.TrueAsync(async () =>
    {
        var health = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/health"))!;
        return health["configuration"]!.AsArray().Any(line => ((string)line!).Contains(fault, StringComparison.Ordinal)) == said;
    }, $"health {(said ? "says" : "no longer says")} {fault}", Patience);

    private string Provider(string id, string model) => ConfigFolder.SecondProvider(id, model, _bed.Upstream.BaseUrl).ToJsonString();

    /// <summary>Asks for a length that no model has: a known model says so, nothing is submitted.</summary>
    private Task ModelShouldBeAsync(string model, bool known) => Until.TrueAsync(async () =>
    {
        var body = GatewayCalls.Body(Prompts.New(), model: model);
        body["seconds"] = 3000;
        using var response = await _bed.Gateway.PostAsync(body.ToJsonString());
        ((int)response.StatusCode).ShouldBe(400);
        var unknown = (await response.Content.ReadAsStringAsync()).Contains("model_not_found", StringComparison.Ordinal);
        return unknown != known;
    }, $"{model} {(known ? "known" : "unknown")}", Patience);
}
