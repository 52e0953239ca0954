using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>The task list of V2, newest first. Nothing of ours is echoed, so a task is told by its model and the time it was made.</summary>
internal static class MiniMaxList
{
    private const int PageSize = 100;

    // The end of the year 9999: DateTimeOffset knows no later moment.
    private const long LastSecond = 253_402_300_799;

    public static ProviderCall Find(ProviderJob job) =>
        new("GET", $"{H3Version.ListPath}?page_num=1&page_size={PageSize}&filter.model={Uri.EscapeDataString(job.Offering.Upstream)}");

    public static IReadOnlyList<FoundJob>? Read(SubmitWindow window, ProviderReply reply)
    {
        if (!reply.IsSuccess || reply.Find("items") is not { ValueKind: JsonValueKind.Array } items) return null;
        var tasks = items.EnumerateArray().Select(Task).ToList();
        // A task that cannot be read could be the one; so could one on the next page.
        if (tasks.Contains(null) || reply.FindNumber("total") is not { } total) return null;
        if (tasks.Count < total && (tasks.Count == 0 || tasks.Min(task => task!.CreatedAt) >= window.From)) return null;
        return [.. tasks.OfType<FoundJob>().Where(task => window.Contains(task.CreatedAt))];
    }

    private static FoundJob? Task(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("id", out var id) && MiniMaxJson.IdOf(id) is { } name
        && item.TryGetProperty("created_at", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var seconds) && seconds is >= 0 and <= LastSecond
            ? new FoundJob(name, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
