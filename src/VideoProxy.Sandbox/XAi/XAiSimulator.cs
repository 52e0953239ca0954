using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.XAi;

/// <summary>
/// A simulator of xAI's video API. A GET returns 202 without a body until the task is finished. A video that moderation removed has the
/// status done, but no link.
/// </summary>
internal sealed class XAiSimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/xai/v1";
    private const string Key = "xai-sandbox-key";

    private readonly TaskBook _tasks = new(starter, "", 2);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("XAI_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("XAI_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/videos/generations", CreateAsync);
        routes.On(HttpMethods.Get, Base + "/videos/{id}", Show);
        routes.On(HttpMethods.Get, Base + "/api-key", ShowKey);
        routes.Otherwise("/xai", _ => Refuse(404, "not_found", "The requested resource was not found."));
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Refuse(400, "invalid_argument", "The body is not a JSON object.");
        if (XAiRequest.Fault(body) is { } fault) return Refuse(400, "invalid_argument", fault);
        var script = PromptScript.Read(body["prompt"].Text() ?? "");
        if (script.RateLimited) return Refuse(429, "resource_exhausted", "Too many requests.");
        var seconds = body["duration"].Whole() ?? 8;
        return Json.Answer(new JsonObject { ["request_id"] = _tasks.Add(script, body["model"].Text() ?? "grok-imagine-video-1.5", $"{seconds}").Id });
    }

    private IResult Show(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        if (_tasks.Find(context.RouteText("id")) is not { } task) return Refuse(404, "not_found", "The request was not found.");
        if (_tasks.PhaseOf(task) != Phase.Done) return Results.StatusCode(202);
        return Json.Answer(task.Outcome == Outcome.Failure
            ? new JsonObject { ["status"] = "failed", ["error"] = new JsonObject { ["code"] = "internal", ["message"] = "The video could not be generated." } }
            : Done(task));
    }

    // The api-key endpoint answers a wrong key with 400 instead of 401.
    private static IResult ShowKey(HttpContext context) => Bearer.Carries(context.Request, Key)
        ? Json.Answer(new JsonObject { ["name"] = "sandbox", ["api_key_blocked"] = false, ["api_key_disabled"] = false, ["team_blocked"] = false })
        : Refuse(400, "invalid_argument", "Incorrect API key provided.");

    private JsonObject Done(SandboxTask task)
    {
        var video = new JsonObject { ["duration"] = int.Parse(task.Facts[1], System.Globalization.CultureInfo.InvariantCulture), ["respect_moderation"] = task.Outcome == Outcome.Video };
        if (task.Outcome == Outcome.Video) video["url"] = links.Sign($"/xai/{task.Id}.mp4", task.Finished.AddHours(1));
        return new() { ["status"] = "done", ["video"] = video, ["model"] = task.Facts[0], ["usage"] = new JsonObject { ["cost_in_usd_ticks"] = 500_000_000 }, ["progress"] = 100 };
    }

    private static IResult NoKey() => Refuse(401, "unauthenticated", "The API key is missing or wrong.");

    private static IResult Refuse(int status, string code, string error) => Json.Answer(new JsonObject { ["code"] = code, ["error"] = error }, status);
}
