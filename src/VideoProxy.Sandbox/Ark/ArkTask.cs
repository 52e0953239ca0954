using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Ark;

/// <summary>A snapshot of a task, as returned by GET, the list and callbacks.</summary>
internal sealed class ArkTask(SandboxTask task, DateTimeOffset? canceledAt, DateTimeOffset now)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);

    public string Id => task.Id;

    public DateTimeOffset Started => task.Started;

    public DateTimeOffset Finished => task.Finished;

    public ArkOrder Order { get; } = ArkOrder.From(task.Facts);

    public string Status => task switch
    {
        _ when canceledAt is not null => "cancelled",
        _ when task.Finished > Expiry && now >= Expiry => "expired",
        _ => task.At(now) switch
        {
            Phase.Queued => "queued",
            Phase.Running => "running",
            _ => task.Outcome == Outcome.Video ? "succeeded" : "failed",
        },
    };

    private DateTimeOffset Expiry => task.Created.AddSeconds(Order.ExpiresAfter);

    private DateTimeOffset Updated => canceledAt ?? Status switch
    {
        "queued" => task.Created,
        "running" => task.Started,
        "expired" => Expiry,
        _ => task.Finished,
    };

    public JsonObject ToJson(FileLinks links)
    {
        var body = new JsonObject { ["id"] = task.Id, ["model"] = Order.Model, ["status"] = Status };
        if (Status == "failed")
        {
            body["error"] = Error();
        }

        if (Status == "succeeded")
        {
            body["content"] = Content(links);
            body["usage"] = new JsonObject { ["completion_tokens"] = Order.Tokens, ["total_tokens"] = Order.Tokens };
        }

        body["created_at"] = task.Created.ToUnixTimeSeconds();
        body["updated_at"] = Updated.ToUnixTimeSeconds();
        if (Status == "succeeded")
        {
            AddEcho(body);
        }

        return body;
    }

    private void AddEcho(JsonObject body)
    {
        body["seed"] = Order.Seed == -1 ? task.Nonce : Order.Seed;
        body["resolution"] = Order.Resolution;
        body["ratio"] = Order.Ratio;
        body["duration"] = Order.Seconds;
        body["framespersecond"] = 24;
        body["service_tier"] = Order.Tier;
        body["execution_expires_after"] = Order.ExpiresAfter;
        body["generate_audio"] = Order.Audio;
        body["draft"] = Order.Draft;
    }

    private JsonObject Content(FileLinks links)
    {
        var expires = task.Finished + LinkLifetime;
        var content = new JsonObject { ["video_url"] = links.Sign($"/ark/{task.Id}.mp4", expires) };
        if (Order.LastFrame)
        {
            content["last_frame_url"] = links.Sign($"/ark/{task.Id}.jpg", expires);
        }

        return content;
    }

    private JsonObject Error()
    {
        var (code, message) = task.Outcome == Outcome.Filtered
            ? ("OutputVideoSensitiveContentDetected", "The request failed because the output video may contain sensitive information.")
            : ("InternalServiceError", "The service encountered an unexpected internal error.");
        return new JsonObject { ["code"] = code, ["message"] = $"{message} Request id: {task.Nonce:x8}" };
    }
}
