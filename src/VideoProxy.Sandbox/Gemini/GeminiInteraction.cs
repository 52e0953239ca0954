using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>A snapshot of an interaction, as returned by GET.</summary>
internal sealed class GeminiInteraction(SandboxTask task, DateTimeOffset? canceledAt, DateTimeOffset now)
{
    public string Id => task.Id;

    public DateTimeOffset Finished => task.Finished;

    public string Status => canceledAt is not null ? "cancelled" : task.At(now) switch
    {
        Phase.Queued => "queued",
        Phase.Running => "in_progress",
        _ => task.Outcome == Outcome.Failure ? "failed" : "completed",
    };

    public JsonObject ToJson(Uri files)
    {
        var body = new JsonObject { ["id"] = Id, ["object"] = "interaction", ["model"] = task.Facts[0], ["status"] = Status };
        if (Status == "failed")
        {
            body["error"] = new JsonObject { ["code"] = 500, ["message"] = "An internal error has occurred.", ["status"] = "INTERNAL" };
        }

        if (Status == "completed")
        {
            body["steps"] = new JsonArray(new JsonObject { ["type"] = "model_output", ["content"] = new JsonArray(Output(files)) });
        }

        return body;
    }

    // A refusal by moderation is not an error: the interaction completes with text instead of a video.
    private JsonObject Output(Uri files) => task.Outcome == Outcome.Filtered
        ? new JsonObject { ["type"] = "text", ["text"] = "I cannot make this video." }
        : new JsonObject { ["type"] = "video", ["uri"] = new Uri(files, $"./{Id}:download?alt=media").AbsoluteUri, ["mime_type"] = "video/mp4" };
}
