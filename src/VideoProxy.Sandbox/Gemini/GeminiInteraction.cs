using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>An interaction as GET shows it at one moment.</summary>
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

    // A refusal is not an error: the model answers with words.
    private JsonObject Output(Uri files) => task.Outcome == Outcome.Filtered
        ? new JsonObject { ["type"] = "text", ["text"] = "I cannot make this video." }
        : new JsonObject { ["type"] = "video", ["uri"] = new Uri(files, $"./{Id}:download?alt=media").AbsoluteUri, ["mime_type"] = "video/mp4" };
}
