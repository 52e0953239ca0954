using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>What a video object echoes. The prompt is too long for an id, so it is kept apart.</summary>
internal sealed record OpenAiOrder(string Model, string Seconds, string Size, string RemixedFrom)
{
    public const int FactCount = 4;

    public string[] Facts => [Model, Seconds, Size, RemixedFrom];

    /// <summary>Reads fields that the rules have accepted.</summary>
    public static OpenAiOrder From(JsonObject fields) =>
        new(fields["model"].Text() ?? "sora-2", fields["seconds"].Text() ?? "4", fields["size"].Text() ?? "720x1280", "");

    public static OpenAiOrder From(IReadOnlyList<string> facts) => new(facts[0], facts[1], facts[2], facts[3]);
}
