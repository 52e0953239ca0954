using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>
/// The V1 API, which serves the Hailuo models. A finished task names a file, and the file's record has a link that is valid for an
/// hour.
/// </summary>
internal sealed class HailuoApi(TaskStarter starter, FileLinks links, Announcements announcements)
{
    private const string Prefix = "1768";
    private const int FactCount = 1;
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return HailuoReply.Invalid("the body is not a JSON object");
        }

        if (HailuoRules.Check(body) is { } fault)
        {
            return HailuoReply.Invalid(fault);
        }

        var script = PromptScript.Read(body["prompt"].Text() ?? "");
        if (script.RateLimited)
        {
            return HailuoReply.RateLimited();
        }

        var task = starter.Start(Prefix, script, [body["resolution"].Text() ?? "768P"]);
        // A notification uses other names for the states than a GET.
        announcements.Begin(task, body["callback_url"].Text(), () =>
        {
            var view = View(task);
            view["status"] = view["status"].Text() switch { "Success" => "success", "Fail" => "failed", _ => "processing" };
            return view;
        });
        return Json.Answer(HailuoReply.Success(new JsonObject { ["task_id"] = task.Id }));
    }

    public IResult Show(HttpContext context) => Find(context.Request.Query["task_id"].ToString()) is { } task
        ? Json.Answer(View(task))
        : HailuoReply.Invalid("task_id is not found");

    public IResult File(HttpContext context)
    {
        if (Find(context.Request.Query["file_id"].ToString()) is not { } task || task.At(starter.Now) != Phase.Done || task.Outcome != Outcome.Video)
        {
            return HailuoReply.Invalid("file_id is not found");
        }

        return Json.Answer(HailuoReply.Success(new JsonObject
        {
            ["file"] = new JsonObject
            {
                ["file_id"] = task.Id,
                ["bytes"] = 0,
                ["created_at"] = task.Finished.ToUnixTimeSeconds(),
                ["filename"] = "output.mp4",
                ["purpose"] = "video_generation",
                ["download_url"] = links.Sign($"/minimax/{task.Id}.mp4", starter.Now + LinkLifetime),
            },
        }));
    }

    private static SandboxTask? Find(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) ? TaskCode.Read(id, Prefix.Length, FactCount) : null;

    private JsonObject View(SandboxTask task)
    {
        var body = new JsonObject { ["task_id"] = task.Id };
        switch (task.At(starter.Now), task.Outcome)
        {
            case (Phase.Queued, _):
                body["status"] = "Queueing";
                break;
            case (Phase.Running, _):
                body["status"] = "Processing";
                break;
            case (_, Outcome.Video):
                var isFullHd = task.Facts[0] == "1080P";
                (body["status"], body["file_id"]) = ("Success", task.Id);
                (body["video_width"], body["video_height"]) = isFullHd ? (1920, 1080) : (1366, 768);
                break;
            case (_, Outcome.Filtered):
                body["status"] = "Fail";
                return HailuoReply.Of(1027, "output new_sensitive", body);
            default:
                body["status"] = "Fail";
                return HailuoReply.Of(1000, "unknown error", body);
        }

        return HailuoReply.Success(body);
    }
}
