using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>Remixes, edits and extensions: a new video that starts from a finished one.</summary>
internal static class OpenAiDerived
{
    private const int LongestStitched = 120;

    public static OpenAiFault? CheckRemix(JsonObject fields) => OpenAiRules.Unknown(fields, "prompt") ?? OpenAiRules.Prompt(fields);

    public static OpenAiFault? CheckEdit(JsonObject fields) =>
        OpenAiRules.Unknown(fields, "prompt", "video") ?? OpenAiRules.Prompt(fields);

    public static OpenAiFault? CheckExtension(JsonObject fields) =>
        OpenAiRules.Unknown(fields, "prompt", "video", "seconds") ?? OpenAiRules.Prompt(fields) ?? OpenAiRules.Length(fields);

    public static string SourceId(JsonObject fields) => (fields["video"] as JsonObject)?["id"].Text() ?? "";

    public static OpenAiOrder Remix(OpenAiVideo source) => source.Order with { RemixedFrom = source.Id };

    public static OpenAiOrder Edit(OpenAiVideo source) => source.Order with { RemixedFrom = "" };

    /// <summary>The length of the stitched whole is what an extension reports; null when it would be too long.</summary>
    public static OpenAiOrder? Extend(OpenAiVideo source, JsonObject fields)
    {
        var total = Seconds(source.Order.Seconds) + Seconds(fields["seconds"].Text() ?? "4");
        return total > LongestStitched ? null : source.Order with { Seconds = $"{total}", RemixedFrom = "" };
    }

    private static int Seconds(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
