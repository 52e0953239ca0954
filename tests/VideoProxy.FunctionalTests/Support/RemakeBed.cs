using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A gateway with a provider that makes videos out of its own, at two destinations that do not know each other's, and a dearer rival.</summary>
public sealed class RemakeBed : IAsyncLifetime
{
    public const string Model = "resold";
    private const string Provider = """
        {
          "id": "resale", "plugin": "OpenAiCompatible", "retryGeneration": true, "credentials": { "apiKey": "resale-key-of-the-tests" },
          "models": [
            {
              "id": "resold", "upstream": "sora-2", "sizes": ["1280x720", "720x1280"], "seconds": [4, 8], "defaultSeconds": 4, "audio": "always",
              "remakes": ["remix", "edit", "extension"], "prices": { "720p": 0 }
            },
            { "id": "resold-plain", "upstream": "sora-2", "sizes": ["1280x720"], "seconds": [4], "audio": "always", "remakes": ["remix"], "prices": { "720p": 0 } }
          ]
        }
        """;

    private readonly List<VideosDouble> _destinations = [];

    internal TestBed Bed { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var maker = await FileAsync("resale", 0.1m, "east", "west");
        var rival = await FileAsync("rival", 0.2m, "north");
        Bed = await TestBed.StartAsync(bed =>
        {
            bed.Config.WriteProvider("resale", maker);
            bed.Config.WriteProvider("rival", rival);
        }, ("VideoProxy__Accounts__Mode", "Open"));
    }

    public async Task DisposeAsync()
    {
        await Bed.DisposeAsync();
        foreach (var destination in _destinations) await destination.DisposeAsync();
    }

    /// <summary>Makes a video; its id here, and who made it.</summary>
    internal async Task<(string Id, VideosDouble Maker)> MakeAsync(string? prompt = null, string model = Model, int seconds = 4)
    {
        prompt ??= Prompts.New();
        var body = GatewayCalls.Body(prompt, model: model);
        body["seconds"] = seconds;
        var id = await Bed.Gateway.CreateIdAsync(body);
        await Bed.Gateway.FinishedAsync(id);
        return (id, _destinations.First(destination => destination.IdOf(prompt) is not null));
    }

    /// <summary>Every submit with this prompt, wherever it went.</summary>
    internal IReadOnlyList<Received> SubmitsOf(string prompt) => [.. _destinations.SelectMany(destination => destination.SubmitsOf(prompt))];

    /// <summary>What answers submits with this prompt, at every destination.</summary>
    internal void Answer(string prompt, int status, string body)
    {
        foreach (var destination in _destinations) destination.OnSubmit[prompt] = context => UpstreamDouble.AnswerAsync(context, status, body);
    }

    internal void Fail(string prompt)
    {
        foreach (var destination in _destinations) destination.Failing[prompt] = true;
    }

    private async Task<string> FileAsync(string id, decimal price, params string[] destinations)
    {
        var file = JsonNode.Parse(Provider)!;
        file["id"] = id;
        file["destinations"] = new JsonObject();
        foreach (var model in file["models"]!.AsArray()) model!["prices"]!["720p"] = price;
        foreach (var name in destinations)
        {
            _destinations.Add(await VideosDouble.StartAsync());
            file["destinations"]![name] = new JsonObject { ["address"] = _destinations[^1].BaseUrl };
        }

        return file.ToJsonString();
    }
}
