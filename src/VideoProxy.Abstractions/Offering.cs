using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>A model as one provider serves it: one entry of a provider file's <c>models</c>.</summary>
public sealed record Offering
{
    /// <summary>The provider file's id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The id that clients ask for.</summary>
    public required string Model { get; init; }

    /// <summary>The provider's own id of the model, written into native calls.</summary>
    public required string Upstream { get; init; }

    /// <summary>Supported sizes as <c>WIDTHxHEIGHT</c>; the first is the default where 1280x720 is not among them.</summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <summary>Supported lengths in seconds, ascending.</summary>
    public required IReadOnlyList<int> Seconds { get; init; }

    /// <summary>The length where the client may leave it out.</summary>
    public required int DefaultSeconds { get; init; }

    /// <summary>Whether sound can be chosen.</summary>
    public AudioSupport Audio { get; init; }

    /// <summary>Whether <see cref="VideoRequest.Seed"/> is taken.</summary>
    public bool Seed { get; init; }

    /// <summary>Whether <see cref="VideoRequest.NegativePrompt"/> is taken.</summary>
    public bool NegativePrompt { get; init; }

    /// <summary>Longest prompt in characters; null = no limit known.</summary>
    public int? PromptMax { get; init; }

    /// <summary>Which media inputs are taken, and how many.</summary>
    public OfferingInputs Inputs { get; init; } = new();

    /// <summary>What can be made out of videos that this offering has made; needs <see cref="IRemakeVideos"/>.</summary>
    public IReadOnlyList<RemakeKind> Remakes { get; init; } = [];

    /// <summary>
    /// Native parameters that a client may send, by name, each with its rule: <c>{"type": "boolean"|"integer"|"number"|"string", "values"?: […]}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, JsonObject> Passthrough { get; init; } = new Dictionary<string, JsonObject>();
}
