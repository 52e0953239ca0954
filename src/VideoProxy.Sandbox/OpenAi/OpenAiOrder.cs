using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>The request for a video. The id encodes the facts. The other values are in <see cref="OpenAiEcho"/>.</summary>
internal sealed record OpenAiOrder(string Model, string Seconds, string Size, string? RemixedFrom = null)
{
    public const int FactCount = 3;

    public string[] Facts => [Model, Seconds, Size];

    /// <summary>Reads fields that have passed the checks.</summary>
    public static OpenAiOrder From(JsonObject fields) =>
        new(fields["model"].Text() ?? "sora-2", fields["seconds"].Text() ?? "4", fields["size"].Text() ?? "720x1280");

    public static OpenAiOrder From(IReadOnlyList<string> facts) => new(facts[0], facts[1], facts[2]);
}
