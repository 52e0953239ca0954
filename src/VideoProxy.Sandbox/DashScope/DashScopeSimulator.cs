using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.DashScope;

/// <summary>A simulator of Wan on Alibaba's Model Studio. All tasks are asynchronous, and only queued tasks can be canceled.</summary>
internal sealed class DashScopeSimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/dashscope";
    private const string Key = "sk-dashscope-sandbox";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly TaskBook _tasks = new(starter, "", 0);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("ALIBABA_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("DASHSCOPE_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/api/v1/services/aigc/video-generation/video-synthesis", CreateAsync);
        routes.On(HttpMethods.Get, Base + "/api/v1/tasks/", context => !Bearer.Carries(context.Request, Key) ? NoKey() : Json.Answer(new JsonObject { ["total"] = 0, ["data"] = new JsonArray() }));
        routes.On(HttpMethods.Get, Base + "/api/v1/tasks/{id}", Show);
        routes.On(HttpMethods.Post, Base + "/api/v1/tasks/{id}/cancel", Cancel);
        routes.Otherwise(Base, _ => Refuse(404, "NotFound", "The path does not exist."));
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        if (context.Request.Headers["X-DashScope-Async"] != "enable") return Refuse(403, "AccessDenied", "current user api does not support synchronous calls.");
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Refuse(400, "InvalidParameter", "The body is not a JSON object.");
        if (DashScopeRequest.Fault(body) is { } fault) return Refuse(400, "InvalidParameter", fault);
        var script = PromptScript.Read(body["input"]!["prompt"].Text() ?? "");
        return script.RateLimited
            ? Refuse(429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later.")
            : Json.Answer(new JsonObject { ["output"] = new JsonObject { ["task_id"] = _tasks.Add(script).Id, ["task_status"] = "PENDING" }, ["request_id"] = context.TraceIdentifier });
    }

    private IResult Show(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        var id = context.RouteText("id");
        var task = _tasks.Find(id) is { } found && _tasks.Now - found.Finished < Kept ? found : null;
        var output = task is null ? new JsonObject { ["task_id"] = id, ["task_status"] = "UNKNOWN" } : View(task);
        return Json.Answer(new JsonObject { ["request_id"] = context.TraceIdentifier, ["output"] = output });
    }

    private JsonObject View(SandboxTask task)
    {
        var output = new JsonObject { ["task_id"] = task.Id };
        switch (_tasks.PhaseOf(task), task.Outcome)
        {
            case (_, _) when _tasks.IsCanceled(task):
                output["task_status"] = "CANCELED";
                break;
            case (Phase.Queued, _):
                output["task_status"] = "PENDING";
                break;
            case (Phase.Running, _):
                output["task_status"] = "RUNNING";
                break;
            case (_, Outcome.Video):
                (output["task_status"], output["video_url"]) = ("SUCCEEDED", links.Sign($"/dashscope/{task.Id}.mp4", task.Finished + Kept));
                break;
            case (_, var outcome):
                (output["task_status"], output["message"]) = ("FAILED", "The task failed.");
                output["code"] = outcome == Outcome.Filtered ? "DataInspectionFailed" : "InternalError";
                break;
        }

        return output;
    }

    private IResult Cancel(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        if (_tasks.Find(context.RouteText("id")) is not { } task || _tasks.PhaseOf(task) != Phase.Queued)
            return Refuse(400, "UnsupportedOperation", "Only a pending task can be canceled.");
        _tasks.Cancel(task);
        return Json.Answer(new JsonObject { ["request_id"] = context.TraceIdentifier });
    }

    private static IResult NoKey() => Refuse(401, "InvalidApiKey", "Invalid API-key provided.");

    private static IResult Refuse(int status, string code, string message) => Json.Answer(new JsonObject { ["code"] = code, ["message"] = message, ["request_id"] = "sandbox" }, status);
}
