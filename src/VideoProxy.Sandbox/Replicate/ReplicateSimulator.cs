using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Replicate;

/// <summary>A simulator of Replicate's predictions for two official models.</summary>
internal sealed class ReplicateSimulator(TaskStarter starter, FileLinks links) : ISimulator
{
    private const string Base = "/replicate/v1";
    private const string Key = "r8_sandbox";

    private static readonly FieldRules Input = new(new()
    {
        ["prompt"] = FieldRules.Text(20_000),
        ["image"] = FieldRules.IsMedia,
        ["last_frame"] = FieldRules.IsMedia,
        ["reference_images"] = FieldRules.ListOf(3, FieldRules.IsMedia),
        ["aspect_ratio"] = FieldRules.OneOf("16:9", "9:16"),
        ["duration"] = node => node.Whole() is 4 or 6 or 8,
        ["resolution"] = FieldRules.OneOf("720p", "1080p"),
        ["generate_audio"] = FieldRules.IsFlag,
        ["negative_prompt"] = node => node.IsText(),
        ["seed"] = node => node.Whole() is not null,
    }, "prompt");

    private static readonly FieldRules Body = new(new()
    {
        ["input"] = node => node is JsonObject,
        ["webhook"] = FieldRules.IsLink,
        ["webhook_events_filter"] = FieldRules.ListOf(4, FieldRules.OneOf("start", "output", "logs", "completed")),
    }, "input");

    private readonly TaskBook _tasks = new(starter, "", 1);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("REPLICATE_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("REPLICATE_API_TOKEN", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/models/{owner}/{name}/predictions", CreateAsync);
        routes.On(HttpMethods.Get, Base + "/predictions/{id}", context => Found(context, task => Json.Answer(Show(task))));
        routes.On(HttpMethods.Post, Base + "/predictions/{id}/cancel", context => Found(context, Cancel));
        routes.On(HttpMethods.Get, Base + "/account", context => !Bearer.Carries(context.Request, Key) ? NoKey() : Json.Answer(new JsonObject { ["type"] = "user", ["username"] = "sandbox" }));
        routes.Otherwise("/replicate", _ => Refuse(404, "Not found", "The requested resource could not be found."));
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key)) return NoKey();
        var model = $"{context.RouteText("owner")}/{context.RouteText("name")}";
        if (model is not ("google/veo-3.1" or "google/veo-3.1-fast")) return Refuse(404, "Not found", "The requested model could not be found.");
        if (await Json.ReadObjectAsync(context.Request) is not { } body) return Refuse(400, "Bad request", "The body is not a JSON object.");
        if ((Body.Fault(body) ?? Input.Fault((JsonObject)body["input"]!, "input.")) is { } fault) return Refuse(422, "Input validation failed", fault);
        var script = PromptScript.Read(body["input"]!["prompt"].Text()!);
        return script.RateLimited
            ? Refuse(429, "Too many requests", "Request was throttled. Your rate limit resets in ~30s.")
            : Json.Answer(Show(_tasks.Add(script, model)), 201);
    }

    private JsonObject Show(SandboxTask task)
    {
        var (phase, canceled) = (_tasks.PhaseOf(task), _tasks.IsCanceled(task));
        var ended = canceled || phase == Phase.Done;
        return new()
        {
            ["id"] = task.Id,
            ["model"] = task.Facts[0],
            ["output"] = ended && !canceled && task.Outcome == Outcome.Video ? links.Sign($"/replicate/{task.Id}.mp4", task.Finished.AddHours(1)) : null,
            ["error"] = !ended || canceled ? null : task.Outcome switch
            {
                Outcome.Filtered => "The input or output was flagged as sensitive. Please try again with different inputs. (E005)",
                Outcome.Failure => "The model failed. (E9828)",
                _ => null,
            },
            ["logs"] = "",
            ["status"] = canceled ? "canceled" : phase switch
            {
                Phase.Queued => "starting",
                Phase.Running => "processing",
                _ => task.Outcome == Outcome.Video ? "succeeded" : "failed",
            },
            ["created_at"] = task.Created.ToString("O"),
            ["data_removed"] = false,
        };
    }

    private IResult Cancel(SandboxTask task)
    {
        if (_tasks.PhaseOf(task) != Phase.Done) _tasks.Cancel(task);
        return Json.Answer(Show(task));
    }

    private IResult Found(HttpContext context, Func<SandboxTask, IResult> answer) =>
        !Bearer.Carries(context.Request, Key) ? NoKey()
        : _tasks.Find(context.RouteText("id")) is { } task ? answer(task) : Refuse(404, "Not found", "The requested prediction could not be found.");

    private static IResult NoKey() => Refuse(401, "Unauthenticated", "You did not pass a valid authentication token");

    private static IResult Refuse(int status, string title, string detail) => Json.Answer(new JsonObject { ["title"] = title, ["detail"] = detail, ["status"] = status }, status);
}
