using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Fal;

/// <summary>
/// A simulator of fal's queue. Status and result are two separate calls. A failed request has the status COMPLETED, and its result
/// call returns an error.
/// </summary>
internal sealed class FalSimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/fal";
    private const string Requests = Base + "/{owner}/{app}/requests/{id}";
    private const string Key = "fal-sandbox-key";

    private readonly TaskBook _tasks = new(starter, "", 0);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("FAL_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("FAL_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Get, Requests + "/status", context => Found(context, Status));
        routes.On(HttpMethods.Get, Requests, context => Found(context, Result));
        routes.On(HttpMethods.Put, Requests + "/cancel", context => Found(context, Cancel));
        routes.On(HttpMethods.Post, Base + "/{owner}/{app}/{**rest}", CreateAsync);
        routes.Otherwise(Base, _ => Refuse(404, "Path not found"));
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!IsKnown(context)) return Refuse(401, "Cannot access application. Authentication is required to access this application.");
        var endpoint = $"{context.RouteText("owner")}/{context.RouteText("app")}/{context.RouteText("rest")}".TrimEnd('/');
        if (FalRequest.For(endpoint) is not { } rules) return Refuse(404, $"Application '{endpoint}' not found");
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Invalid("body: not a JSON object", "json_invalid");
        if (rules.Fault(body) is { } fault) return Invalid(fault, "value_error");
        var script = PromptScript.Read(body["prompt"].Text()!);
        if (script.RateLimited)
        {
            context.Response.Headers["X-Fal-Needs-Retry"] = "1";
            return Json.Answer(new JsonObject { ["detail"] = "Too many concurrent requests", ["error_type"] = "concurrent_requests_limit" }, 429);
        }

        var task = _tasks.Add(script);
        // fal's links name only the owner and the app, and leave out the rest of the endpoint.
        var own = $"http://127.0.0.1:{context.Connection.LocalPort}{Base}/{context.RouteText("owner")}/{context.RouteText("app")}/requests/{task.Id}";
        return Json.Answer(new JsonObject
        {
            ["status"] = "IN_QUEUE", ["request_id"] = task.Id, ["response_url"] = own, ["status_url"] = own + "/status", ["cancel_url"] = own + "/cancel", ["queue_position"] = 0,
        });
    }

    private IResult Status(SandboxTask task)
    {
        var answer = new JsonObject { ["status"] = Word(task), ["request_id"] = task.Id };
        if (_tasks.PhaseOf(task) == Phase.Queued && !_tasks.IsCanceled(task)) answer["queue_position"] = 0;
        if (_tasks.IsCanceled(task)) (answer["error"], answer["error_type"]) = ("Request was cancelled", "client_cancelled");
        return Json.Answer(answer, Word(task) == "COMPLETED" ? 200 : 202);
    }

    private IResult Result(SandboxTask task) => (Word(task), task.Outcome) switch
    {
        ("COMPLETED", Outcome.Video) when !_tasks.IsCanceled(task) => Json.Answer(new JsonObject
        {
            ["video"] = new JsonObject { ["url"] = links.Sign($"/fal/{task.Id}.mp4", task.Finished.AddDays(7)), ["content_type"] = "video/mp4", ["file_name"] = "output.mp4" },
            ["seed"] = task.Nonce,
        }),
        ("COMPLETED", Outcome.Filtered) => Invalid("The content could not be processed because it was flagged by a content checker.", "content_policy_violation"),
        ("COMPLETED", _) => Invalid("The downstream service failed.", "downstream_service_error"),
        _ => Refuse(400, "Request is still in progress"),
    };

    private IResult Cancel(SandboxTask task)
    {
        if (Word(task) == "COMPLETED") return Json.Answer(new JsonObject { ["status"] = "ALREADY_COMPLETED" }, 400);
        _tasks.Cancel(task);
        return Json.Answer(new JsonObject { ["status"] = "CANCELLATION_REQUESTED" }, 202);
    }

    private string Word(SandboxTask task) => _tasks.IsCanceled(task) ? "COMPLETED" : _tasks.PhaseOf(task) switch
    {
        Phase.Queued => "IN_QUEUE",
        Phase.Running => "IN_PROGRESS",
        _ => "COMPLETED",
    };

    private IResult Found(HttpContext context, Func<SandboxTask, IResult> answer) =>
        !IsKnown(context) ? Refuse(401, "Authentication is required.")
        : _tasks.Find(context.RouteText("id")) is { } task ? answer(task) : Json.Answer(new JsonObject { ["status"] = "NOT_FOUND", ["detail"] = "Request not found" }, 404);

    private static bool IsKnown(HttpContext context) => context.Request.Headers.Authorization.ToString() == $"Key {Key}";

    private static IResult Refuse(int status, string detail) => Json.Answer(new JsonObject { ["detail"] = detail }, status);

    private static IResult Invalid(string message, string type) => Json.Answer(
        new JsonObject { ["detail"] = new JsonArray(new JsonObject { ["loc"] = new JsonArray("body"), ["msg"] = message, ["type"] = type }) }, 422);
}
