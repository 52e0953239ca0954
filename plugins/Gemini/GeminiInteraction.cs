using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>Reads an interaction from the reply to a poll.</summary>
internal static class GeminiInteraction
{
    // The Files API keeps a file for 48 hours.
    private static readonly TimeSpan FileLifetime = TimeSpan.FromHours(48);

    public static JobReport Read(ProviderJob job, ProviderCall poll, ProviderReply reply)
    {
        if (GeminiFaults.IsMissing(reply)) return JobReport.Failed(GeminiFaults.OfMissing(reply));
        if (!reply.IsSuccess)
            return GeminiFaults.OfRefusal(reply) is { Kind: FaultKind.Authentication } refusal ? JobReport.Refused(refusal) : JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Json is null) return JobReport.Unreadable("the body is not a JSON object");
        if (reply.FindId("id") is { } id && id != job.UpstreamId) return JobReport.Unreadable("the reply is about another interaction");
        var word = reply.FindId("status");
        if (TaskWords.Fold(word ?? "") is "INCOMPLETE" or "BUDGET_EXCEEDED" or "REQUIRES_ACTION") return JobReport.Failed(GeminiFaults.OfInteraction(reply));
        var report = JobReport.OfWord(word);
        return report.State switch
        {
            ReportedState.Completed => Completed(job, poll, reply),
            ReportedState.Failed => JobReport.Failed(GeminiFaults.OfInteraction(reply)),
            _ => report,
        };
    }

    private static JobReport Completed(ProviderJob job, ProviderCall poll, ProviderReply reply)
    {
        foreach (var (part, pointer) in Parts(reply, "video"))
        {
            var location = Text(part, "uri") is { } uri ? GeminiPaths.File(job, uri)
                : Text(part, "data") is not null || reply.CutStrings.Contains(pointer + "/data")
                    ? new ContentLocation.Base64Inside(poll, pointer + "/data", Text(part, "mime_type") ?? "video/mp4")
                : null;
            if (location is null) continue;
            return new JobReport(ReportedState.Completed)
            {
                Content = new Dictionary<string, ContentLocation> { [JobReport.VideoVariant] = location },
                ContentLifetime = FileLifetime,
            };
        }

        // A refusal contains text instead of a video. If the usage counts video tokens, the model made a video, so this is no refusal.
        return HasVideoTokens(reply) ? new JobReport(ReportedState.Completed) : JobReport.Failed(new ProviderFault(FaultKind.ContentPolicy, Refusal(reply)));
    }

    private static string Refusal(ProviderReply reply)
    {
        var text = string.Join(" ", Parts(reply, "text").Select(part => Text(part.Part, "text"))).Trim();
        return text.Length == 0 ? "The model returned no video." : text;
    }

    private static IEnumerable<(JsonElement Part, string Pointer)> Parts(ProviderReply reply, string type) =>
        from step in Items(reply.Find("steps"), "/steps")
        where Text(step.Item, "type") == "model_output"
        from part in Items(step.Item.TryGetProperty("content", out var content) ? content : null, step.Pointer + "/content")
        where Text(part.Item, "type") == type
        select part;

    private static IEnumerable<(JsonElement Item, string Pointer)> Items(JsonElement? list, string pointer) =>
        list is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select((item, index) => (item, $"{pointer}/{index}")).Where(pair => pair.item.ValueKind == JsonValueKind.Object)
            : [];

    private static bool HasVideoTokens(ProviderReply reply) =>
        Items(reply.Find("usage", "output_tokens_by_modality"), "").Any(count =>
            string.Equals(Text(count.Item, "modality"), "video", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(JsonPointer.FindText(count.Item, "/tokens"), NumberStyles.Float, CultureInfo.InvariantCulture, out var tokens) && tokens > 0);

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
