using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>
/// Searches the task list, which is sorted newest first. The list contains neither the prompt nor an id of the gateway, so
/// a task can only be identified by its model and its creation time.
/// </summary>
internal static class ByteDanceList
{
    private const int PageSize = 500;

    // DateTimeOffset cannot represent a time after the year 9999, so an item with a later time counts as unreadable.
    private const long LastSecond = 253_402_300_799;

    public static ProviderCall Find(string tasksPath, ProviderJob job) =>
        new("GET", $"{tasksPath}?page_num=1&page_size={PageSize}&filter.model={Uri.EscapeDataString(job.Offering.Upstream)}");

    public static IReadOnlyList<FoundJob>? Read(SubmitWindow window, ProviderReply reply)
    {
        if (!reply.IsSuccess || reply.Find("items") is not { ValueKind: JsonValueKind.Array } items) return null;
        var tasks = items.EnumerateArray().Select(Task).ToList();
        // An unreadable item could be the task of this attempt. If a full page ends inside the window, the task could be on the next page.
        if (tasks.Contains(null)) return null;
        if (tasks.Count >= PageSize && tasks[^1]!.CreatedAt >= window.From) return null;
        return [.. tasks.OfType<FoundJob>().Where(task => window.Contains(task.CreatedAt))];
    }

    private static FoundJob? Task(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
        && JsonPointer.FindText(item, "/id") is { } name
        && item.TryGetProperty("created_at", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var seconds) && seconds is >= 0 and <= LastSecond
            ? new FoundJob(name, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
