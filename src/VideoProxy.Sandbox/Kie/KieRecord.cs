using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Kie;

/// <summary>Builds the answer of record-info for a task.</summary>
internal static class KieRecord
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);

    public static JsonObject Of(SandboxTask task, FileLinks links, DateTimeOffset now)
    {
        var done = task.At(now) == Phase.Done;
        var (flag, code, message) = !done ? (0, null, "")
            : task.Outcome switch
            {
                Outcome.Filtered => (2, 400, "Your prompt was flagged by Website as violating content policies."),
                Outcome.Failure => (3, (int?)501, "Failed to generate the video."),
                _ => (1, null, ""),
            };
        return new JsonObject
        {
            ["taskId"] = task.Id,
            ["paramJson"] = "{}",
            ["createTime"] = Time(task.Created),
            ["completeTime"] = done ? Time(task.Finished) : null,
            ["successFlag"] = flag,
            ["errorCode"] = code,
            ["errorMessage"] = message,
            ["fallbackFlag"] = false,
            ["response"] = flag == 1 ? Response(task, links) : null,
        };
    }

    public static string Link(SandboxTask task, string resolution, FileLinks links) =>
        links.Sign($"/kie/{task.Id}-{resolution}.mp4", task.Finished + LinkLifetime);

    private static JsonObject Response(SandboxTask task, FileLinks links)
    {
        var resolution = KieTasks.IsUpgrade(task) ? "4k" : "720p";
        return new JsonObject
        {
            ["taskId"] = task.Id,
            ["resultUrls"] = new JsonArray(Link(task, resolution, links)),
            ["originUrls"] = null,
            ["resolution"] = resolution,
        };
    }

    private static string Time(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
