using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A task that the double has taken: queued at the first poll, running at the second, then as its script says.</summary>
internal sealed class ArkTask(string id, string model, ArkScript script, long createdAt)
{
    private string _status = "queued";
    private int _polls;

    public string Id => id;
    public string Model => model;
    public ArkScript Script => script;
    public long CreatedAt => createdAt;

    /// <summary>The answer to a poll.</summary>
    public JsonObject Next(string videoUrl)
    {
        var number = Interlocked.Increment(ref _polls);
        if (_status != "cancelled") _status = script.StaysQueued || number == 1 ? "queued" : script.StaysRunning || number == 2 ? "running" : "succeeded";
        var task = Listed();
        if (_status != "succeeded") return task;
        task["content"] = new JsonObject { ["video_url"] = videoUrl };
        task["usage"] = new JsonObject { ["completion_tokens"] = 108900, ["total_tokens"] = 108900 };
        task["duration"] = 5;
        return task;
    }

    public JsonObject Listed() => new() { ["id"] = id, ["model"] = model, ["status"] = _status, ["created_at"] = createdAt, ["updated_at"] = createdAt + 1 };

    /// <summary>As ModelArk does: a queued task is canceled, a running one is not; erasing a finished one is a loss.</summary>
    public bool TryDelete()
    {
        script.CountDeletion(_status);
        if (_status == "queued") _status = "cancelled";
        return _status != "running";
    }
}
