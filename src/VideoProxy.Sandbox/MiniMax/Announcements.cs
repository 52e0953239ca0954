using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>Announces the changes of a task to its callback URL. The receiver must first return a challenge within three seconds.</summary>
internal sealed class Announcements(Announcer announcer)
{
    public void Begin(SandboxTask task, string? url, Func<JsonObject> view)
    {
        if (url is not null)
        {
            _ = TryAsync(task, url, view);
        }
    }

    private async Task TryAsync(SandboxTask task, string url, Func<JsonObject> view)
    {
        var challenge = Guid.NewGuid().ToString("N");
        var answer = await announcer.PostAsync(url, new JsonObject { ["challenge"] = challenge });
        if (answer?["challenge"].Text() != challenge)
        {
            return;
        }

        announcer.At(task.Started, url, view);
        announcer.At(task.Finished, url, view);
    }
}
