using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Luma;

/// <summary>A simulator of Luma's Agents API. Every GET returns a new link that is valid for an hour.</summary>
internal sealed class LumaSimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/luma/v1";
    private const string Key = "luma-api-sandbox";

    private readonly TaskBook _tasks = new(starter, "", 0);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("LUMA_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("LUMA_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/generations", CreateAsync);
        routes.On(HttpMethods.Get, Base + "/generations/{id}", Show);
        routes.Otherwise("/luma", _ => Refuse(404, "Not found"));
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return Refuse(401, "Invalid API key");
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Refuse(400, "The body is not a JSON object");
        if (LumaRequest.Fault(body) is { } fault) return Refuse(400, fault);
        var script = PromptScript.Read(body["prompt"].Text()!);
        if (script.RateLimited)
        {
            context.Response.Headers.RetryAfter = "60";
            return Refuse(429, "Too many concurrent jobs");
        }

        return Json.Answer(View(_tasks.Add(script)), 201);
    }

    private IResult Show(HttpContext context) =>
        !Bearer.Carries(context.Request, Key) ? Refuse(401, "Invalid API key")
        : _tasks.Find(context.RouteText("id")) is { } task ? Json.Answer(View(task)) : Refuse(404, "Generation not found");

    private JsonObject View(SandboxTask task)
    {
        var (done, made) = (_tasks.PhaseOf(task) == Phase.Done, task.Outcome == Outcome.Video);
        return new()
        {
            ["id"] = task.Id,
            ["type"] = "video",
            ["state"] = _tasks.PhaseOf(task) switch { Phase.Queued => "queued", Phase.Running => "processing", _ => made ? "completed" : "failed" },
            ["model"] = "ray-3.2",
            ["created_at"] = task.Created.ToString("O"),
            ["output"] = done && made
                ? new JsonArray(new JsonObject { ["type"] = "video", ["url"] = links.Sign($"/luma/{task.Id}.mp4", _tasks.Now.AddHours(1)) })
                : new JsonArray(),
            ["failure_reason"] = done && !made ? "The generation did not succeed." : null,
            ["failure_code"] = done ? task.Outcome switch { Outcome.Filtered => "content_moderated", Outcome.Failure => "generation_failed", _ => null } : null,
        };
    }

    private static IResult Refuse(int status, string detail) => Json.Answer(new JsonObject { ["detail"] = detail }, status);
}
