using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>A snapshot of a video object.</summary>
internal sealed class OpenAiVideo(SandboxTask task, OpenAiEcho? echo, DateTimeOffset now)
{
    private static readonly TimeSpan ContentLifetime = TimeSpan.FromHours(1);

    public string Id => task.Id;

    public OpenAiOrder Order { get; } = OpenAiOrder.From(task.Facts);

    public string Status => task.At(now) switch
    {
        Phase.Queued => "queued",
        Phase.Running => "in_progress",
        _ => task.Outcome == Outcome.Video ? "completed" : "failed",
    };

    public bool IsTerminal => task.At(now) == Phase.Done;

    public bool IsContentGone => now >= Expires;

    private DateTimeOffset Expires => task.Finished + ContentLifetime;

    public JsonObject ToJson()
    {
        var completed = Status == "completed";
        return new JsonObject
        {
            ["id"] = task.Id,
            ["object"] = "video",
            ["model"] = Order.Model,
            ["status"] = Status,
            ["progress"] = Status == "failed" ? 0 : task.ProgressAt(now),
            ["created_at"] = task.Created.ToUnixTimeSeconds(),
            ["completed_at"] = completed ? task.Finished.ToUnixTimeSeconds() : null,
            ["expires_at"] = completed ? Expires.ToUnixTimeSeconds() : null,
            ["seconds"] = Order.Seconds,
            ["size"] = Order.Size,
            ["prompt"] = echo?.Prompt,
            ["remixed_from_video_id"] = echo?.RemixedFrom,
            ["error"] = Status == "failed" ? Error() : null,
        };
    }

    private JsonObject Error() => task.Outcome == Outcome.Filtered
        ? new JsonObject { ["code"] = "moderation_blocked", ["message"] = "Your request was blocked by our moderation system." }
        : new JsonObject { ["code"] = "internal_error", ["message"] = "The video could not be generated because of an internal error." };
}
