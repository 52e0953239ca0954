using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A gateway with a provider that makes videos out of its own, at two destinations that do not know each other's.</summary>
public sealed class RemakeBed : IAsyncLifetime
{
    public const string Model = "resold";
    private const string Provider = """
        {
          "id": "resale", "plugin": "OpenAiCompatible", "credentials": { "apiKey": "resale-key-of-the-tests" },
          "models": [
            {
              "id": "resold", "upstream": "sora-2", "sizes": ["1280x720", "720x1280"], "seconds": [4, 8], "defaultSeconds": 4, "audio": "always",
              "remakes": ["remix", "edit", "extension"], "prices": { "720p": 0.1 }
            },
            { "id": "resold-plain", "upstream": "sora-2", "sizes": ["1280x720"], "seconds": [4], "audio": "always", "remakes": ["remix"], "prices": { "720p": 0.1 } }
          ]
        }
        """;

    private readonly List<VideosDouble> _destinations = [];

    internal TestBed Bed { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var file = JsonNode.Parse(Provider)!;
        file["destinations"] = new JsonObject();
        foreach (var name in (string[])["east", "west"])
        {
            _destinations.Add(await VideosDouble.StartAsync());
            file["destinations"]![name] = new JsonObject { ["address"] = _destinations[^1].BaseUrl };
        }

        Bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider("resale", file.ToJsonString()), ("VideoProxy__Accounts__Mode", "Open"));
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
        return (id, _destinations.Single(destination => destination.IdOf(prompt) is not null));
    }

    /// <summary>Every submit with this prompt, wherever it went.</summary>
    internal IReadOnlyList<Received> SubmitsOf(string prompt) => [.. _destinations.SelectMany(destination => destination.SubmitsOf(prompt))];

    /// <summary>What answers submits with this prompt, at both destinations.</summary>
    internal void Answer(string prompt, int status, string body)
    {
        foreach (var destination in _destinations) destination.OnSubmit[prompt] = context => UpstreamDouble.AnswerAsync(context, status, body);
    }

    internal void Fail(string prompt)
    {
        foreach (var destination in _destinations) destination.Failing[prompt] = true;
    }
}
