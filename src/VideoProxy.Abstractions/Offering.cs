using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>A model as one provider serves it: one entry of <c>models</c> in a provider file.</summary>
public sealed record Offering
{
    /// <summary>The <c>id</c> of the provider file.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The model id that clients send.</summary>
    public required string Model { get; init; }

    /// <summary>The provider's id of the model. The plugin writes this id into native calls.</summary>
    public required string Upstream { get; init; }

    /// <summary>
    /// The supported frame sizes as <c>WIDTHxHEIGHT</c> in pixels. The default is 1280x720 if it is in the list, otherwise the first
    /// size.
    /// </summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <summary>The supported lengths in whole seconds, in ascending order.</summary>
    public required IReadOnlyList<int> Seconds { get; init; }

    /// <summary>The length in seconds when the client gives none.</summary>
    public required int DefaultSeconds { get; init; }

    /// <summary>Whether the videos have sound, and whether the client can choose between sound and silence.</summary>
    public AudioSupport Audio { get; init; }

    /// <summary>Whether the provider takes a <see cref="VideoRequest.Seed"/>.</summary>
    public bool Seed { get; init; }

    /// <summary>Whether the provider takes a <see cref="VideoRequest.NegativePrompt"/>.</summary>
    public bool NegativePrompt { get; init; }

    /// <summary>The longest prompt in Unicode code points. Null means that no limit is known.</summary>
    public int? PromptMax { get; init; }

    /// <summary>The media inputs that the provider takes, and how many of each.</summary>
    public OfferingInputs Inputs { get; init; } = new();

    /// <summary>
    /// The kinds of video that the provider can make from a finished video of this offering. The list is empty unless the provider implements
    /// <see cref="IRemakeVideos"/>.
    /// </summary>
    public IReadOnlyList<RemakeKind> Remakes { get; init; } = [];

    /// <summary>
    /// The native parameters that a client may send in <c>provider_options</c>, by name. Each parameter has a rule:
    /// <c>{"type": "boolean"|"integer"|"number"|"string", "values"?: [allowed values]}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, JsonObject> Passthrough { get; init; } = new Dictionary<string, JsonObject>();
}
