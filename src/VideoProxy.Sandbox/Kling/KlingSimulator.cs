using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Kling;

/// <summary>A simulator of Kling's <c>/v1/videos</c> routes. A task is found only under the route that created it.</summary>
internal sealed class KlingSimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/kling";
    private const string Key = "kling-sandbox-key";

    private readonly TaskBook _tasks = new(starter, "", 2);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("KLING_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("KLING_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var route in new[] { "text2video", "image2video" })
        {
            routes.On(HttpMethods.Post, $"{Base}/v1/videos/{route}", context => CreateAsync(context, route));
            routes.On(HttpMethods.Get, $"{Base}/v1/videos/{route}", context => !Bearer.Carries(context.Request, Key) ? NoKey() : Answer(new JsonArray()));
            routes.On(HttpMethods.Get, $"{Base}/v1/videos/{route}/{{id}}", context => Show(context, route));
        }

        routes.Otherwise(Base, _ => Refuse(404, 1202, "The requested method is invalid."));
    }

    private async Task<IResult> CreateAsync(HttpContext context, string route)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Refuse(400, 1200, "The body is not a JSON object.");
        if (KlingRequest.Fault(body, route == "image2video") is { } fault) return Refuse(400, 1201, fault);
        var script = PromptScript.Read(body["prompt"].Text() ?? "");
        if (script.RateLimited) return Refuse(429, 1303, "parallel task over resource pack limit");
        var task = _tasks.Add(script, route, (body["duration"].Text() ?? "5"));
        return Answer(new JsonObject { ["task_id"] = task.Id, ["task_status"] = "submitted", ["created_at"] = task.Created.ToUnixTimeMilliseconds() });
    }

    private IResult Show(HttpContext context, string route)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        if (_tasks.Find(context.RouteText("id")) is not { } task || task.Facts[0] != route) return Refuse(404, 1203, "The requested resource does not exist.");
        var (phase, made) = (_tasks.PhaseOf(task), task.Outcome == Outcome.Video);
        var data = new JsonObject
        {
            ["task_id"] = task.Id,
            ["task_status"] = phase switch { Phase.Queued => "submitted", Phase.Running => "processing", _ => made ? "succeed" : "failed" },
            ["task_status_msg"] = phase != Phase.Done || made ? "" : task.Outcome == Outcome.Filtered ? "Failure to pass the risk control system" : "The task failed.",
        };
        if (phase == Phase.Done && made)
        {
            var video = new JsonObject { ["id"] = $"{task.Nonce}", ["url"] = links.Sign($"/kling/{task.Id}.mp4", task.Finished.AddDays(30)), ["duration"] = task.Facts[1] };
            data["task_result"] = new JsonObject { ["videos"] = new JsonArray(video) };
        }

        return Answer(data);
    }

    private static IResult NoKey() => Refuse(401, 1002, "Authorization is invalid");

    private static IResult Answer(JsonNode data) => Json.Answer(new JsonObject { ["code"] = 0, ["message"] = "SUCCEED", ["request_id"] = "sandbox", ["data"] = data });

    private static IResult Refuse(int status, int code, string message) => Json.Answer(new JsonObject { ["code"] = code, ["message"] = message, ["request_id"] = "sandbox" }, status);
}
