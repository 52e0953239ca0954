using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>Reads the requests for remixes, edits and extensions. Each of these requests makes a new video from a finished video.</summary>
internal static class OpenAiDerived
{
    private const int LongestStitched = 120;

    public static OpenAiIntake Remix(JsonObject fields, string sourceId, OpenAiVideos videos) =>
        Check(fields, ["prompt"]) is { } fault ? fault
        : Find(sourceId, videos) is { } source ? source.Order with { RemixedFrom = source.Id }
        : OpenAiFault.NoVideo(sourceId);

    public static OpenAiIntake Edit(JsonObject fields, OpenAiVideos videos) =>
        Check(fields, ["prompt", "video"]) is { } fault ? fault
        : Find(SourceId(fields), videos) is { } source ? source.Order
        : OpenAiFault.NoVideo(SourceId(fields));

    public static OpenAiIntake Extend(JsonObject fields, OpenAiVideos videos)
    {
        if ((Check(fields, ["prompt", "video", "seconds"]) ?? OpenAiRules.Length(fields)) is { } fault)
        {
            return fault;
        }

        if (Find(SourceId(fields), videos) is not { } source)
        {
            return OpenAiFault.NoVideo(SourceId(fields));
        }

        // An extension reports the length of the whole video, not only of the new part.
        var total = Seconds(source.Order.Seconds) + Seconds(fields["seconds"].Text() ?? "4");
        return total > LongestStitched
            ? OpenAiFault.Invalid("seconds", $"A video can be extended to at most {LongestStitched} seconds.")
            : source.Order with { Seconds = total.ToString(CultureInfo.InvariantCulture) };
    }

    private static OpenAiFault? Check(JsonObject fields, string[] known) => OpenAiRules.Unknown(fields, known) ?? OpenAiRules.Prompt(fields);

    private static OpenAiVideo? Find(string id, OpenAiVideos videos) => videos.Find(id) is { Status: "completed" } video ? video : null;

    private static string SourceId(JsonObject fields) => (fields["video"] as JsonObject)?["id"].Text() ?? "";

    private static int Seconds(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
