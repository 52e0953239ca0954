using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Runway;

/// <summary>A simulator of Runway's API. DELETE cancels an unfinished task and deletes a finished one.</summary>
internal sealed class RunwaySimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/runway";
    private const string Key = "key_sandbox";
    private const string Version = "2024-11-06";

    private readonly TaskBook _tasks = new(starter, "", 0);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("RUNWAY_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("RUNWAY_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/v1/text_to_video", context => CreateAsync(context, image: false));
        routes.On(HttpMethods.Post, Base + "/v1/image_to_video", context => CreateAsync(context, image: true));
        routes.On(HttpMethods.Get, Base + "/v1/tasks/{id}", context => Found(context, task => Json.Answer(Show(task))));
        routes.On(HttpMethods.Delete, Base + "/v1/tasks/{id}", context => Found(context, Delete));
        routes.On(HttpMethods.Get, Base + "/v1/organization", context => Denied(context) ?? Json.Answer(new JsonObject { ["creditBalance"] = 1000 }));
        routes.Otherwise(Base, _ => Refuse(404, "Not found"));
    }

    private async Task<IResult> CreateAsync(HttpContext context, bool image)
    {
        if (Denied(context) is { } denied) return denied;
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Refuse(400, "The body is not a JSON object");
        if (RunwayRequest.Fault(body, image) is { } fault) return Refuse(400, $"Validation of body failed: {fault}");
        var script = PromptScript.Read(body["promptText"].Text() ?? "");
        return script.RateLimited
            ? Refuse(429, "You have reached your daily task limit")
            : Json.Answer(new JsonObject { ["id"] = _tasks.Add(script).Id });
    }

    private JsonObject Show(SandboxTask task)
    {
        var answer = new JsonObject { ["id"] = task.Id, ["createdAt"] = task.Created.ToString("O") };
        switch (_tasks.PhaseOf(task), task.Outcome)
        {
            case (_, _) when _tasks.IsCanceled(task):
                answer["status"] = "CANCELLED";
                break;
            case (Phase.Queued, _):
                // THROTTLED means that the task waits for the account's concurrency limit. The sandbox shows THROTTLED for a random half of the tasks.
                answer["status"] = task.Nonce % 2 == 0 ? "PENDING" : "THROTTLED";
                break;
            case (Phase.Running, _):
                (answer["status"], answer["progress"]) = ("RUNNING", task.ProgressAt(_tasks.Now) / 100.0);
                break;
            case (_, Outcome.Video):
                (answer["status"], answer["output"]) = ("SUCCEEDED", new JsonArray(links.Sign($"/runway/{task.Id}.mp4", _tasks.Now.AddHours(24))));
                break;
            case (_, var outcome):
                (answer["status"], answer["failure"]) = ("FAILED", "The task could not be completed.");
                answer["failureCode"] = outcome == Outcome.Filtered ? "SAFETY.OUTPUT.VIDEO" : "INTERNAL.BAD_OUTPUT.CODE01";
                break;
        }

        return answer;
    }

    private IResult Delete(SandboxTask task)
    {
        if (_tasks.IsCanceled(task) || _tasks.PhaseOf(task) == Phase.Done) _tasks.Delete(task);
        else _tasks.Cancel(task);
        return Results.NoContent();
    }

    private IResult Found(HttpContext context, Func<SandboxTask, IResult> answer) =>
        Denied(context) ?? (_tasks.Find(context.RouteText("id")) is { } task ? answer(task) : Refuse(404, "Task not found"));

    private static IResult? Denied(HttpContext context) =>
        !Bearer.Carries(context.Request, Key) ? Refuse(401, "The API key is missing or wrong")
        : context.Request.Headers["X-Runway-Version"] != Version ? Refuse(400, "The X-Runway-Version header is missing or unknown") : null;

    private static IResult Refuse(int status, string error) => Json.Answer(new JsonObject { ["error"] = error }, status);
}
