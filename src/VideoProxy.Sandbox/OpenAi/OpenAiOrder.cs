using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>What was asked for. Ids carry the facts; the rest is an <see cref="OpenAiEcho"/>.</summary>
internal sealed record OpenAiOrder(string Model, string Seconds, string Size, string? RemixedFrom = null)
{
    public const int FactCount = 3;

    public string[] Facts => [Model, Seconds, Size];

    /// <summary>Reads fields that the rules have accepted.</summary>
    public static OpenAiOrder From(JsonObject fields) =>
        new(fields["model"].Text() ?? "sora-2", fields["seconds"].Text() ?? "4", fields["size"].Text() ?? "720x1280");

    public static OpenAiOrder From(IReadOnlyList<string> facts) => new(facts[0], facts[1], facts[2]);
}
