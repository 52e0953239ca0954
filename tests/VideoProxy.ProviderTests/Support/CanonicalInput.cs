using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Support;

/// <summary>
/// What a provider is given, read from JSON. A fixture writes only what matters to it; the rest is <see cref="Usual"/>.
/// </summary>
internal sealed record CanonicalInput
{
    /// <summary><c>submit</c>, <c>remake</c>, <c>poll</c>, <c>cancel</c>, <c>find</c>, <c>stage</c>, <c>probe</c>, <c>notification</c>, <c>validate</c>, <c>media</c> or <c>settings</c>.</summary>
    public required string Operation { get; init; }
    public required VideoRequest Request { get; init; }
    public required VideoOutput Output { get; init; }
    public required Offering Offering { get; init; }
    public required JsonObject Settings { get; init; }
    public required Dictionary<string, string> Credentials { get; init; }
    public required string UpstreamId { get; init; }

    /// <summary>The id of a shipped file whose <c>operations</c> are the settings.</summary>
    public string? Provider { get; init; }

    /// <summary>What the provider said a moment before a cancel.</summary>
    public required ReportedState State { get; init; }

    /// <summary>When a submit without an answer was on its way.</summary>
    public required SubmitWindow Window { get; init; }
    public JsonNode? Note { get; init; }

    /// <summary>The input of a <c>stage</c>.</summary>
    public MediaInput? Input { get; init; }

    /// <summary>What a provider posts as a <c>notification</c>.</summary>
    public JsonElement Body { get; init; }
    public string? NotifyUrl { get; init; }

    private const string Usual = """
        {
          "operation": "poll",
          "request": { "model": "model-1", "prompt": "A cat yawns" },
          "output": { "seconds": 5, "size": "1280x720", "resolution": "720p", "aspectRatio": "16:9", "audio": true },
          "offering": { "providerId": "fixture", "model": "model-1", "upstream": "upstream-1", "sizes": ["1280x720"], "seconds": [5], "defaultSeconds": 5 },
          "settings": {},
          "credentials": { "apiKey": "***" },
          "upstreamId": "task-1",
          "state": "queued",
          "window": { "from": "2026-05-14T10:30:00Z", "until": "2026-05-14T10:35:00Z" }
        }
        """;

    // A misspelt member must not pass as one left out.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new MediaInputConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static CanonicalInput Read(JsonObject written)
    {
        var input = JsonNode.Parse(Usual)!.AsObject();
        foreach (var (name, value) in written)
        {
            if (input[name] is JsonObject usual && value is JsonObject own)
            {
                foreach (var (member, memberValue) in own)
                    usual[member] = memberValue?.DeepClone();
            }
            else
            {
                input[name] = value?.DeepClone();
            }
        }

        if ((string?)input["provider"] is { } provider) input["settings"]!["operations"] = ShippedOperations(provider);
        return input.Deserialize<CanonicalInput>(Options)!;
    }

    private static JsonNode? ShippedOperations(string provider) =>
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("config", "providers", $"{provider}.json")))!["operations"]!.DeepClone();

    public ProviderJob Job(string address = "http://fixture.invalid") => new()
    {
        AttemptId = "att_1",
        Request = Request,
        Output = Output,
        Offering = Offering,
        Destination = new ProviderDestination(
            "fixture", new Dictionary<string, string> { [ProviderCall.MainAddress] = address }, Credentials, Settings),
        UpstreamId = Operation is "submit" or "remake" or "find" or "stage" ? null : UpstreamId,
        Note = Note,
        NotifyUrl = NotifyUrl,
    };
}
