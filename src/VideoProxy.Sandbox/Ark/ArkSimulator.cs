using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Ark;

/// <summary>A simulator of the video generation API of BytePlus ModelArk.</summary>
internal sealed class ArkSimulator(TaskStarter starter, FileLinks links, Announcer announcer) : ISimulator
{
    private const string Base = "/ark/api/v3";
    private const string Collection = Base + "/contents/generations/tasks";
    private const string Key = "ark-sandbox-key";

    private readonly ArkTasks _tasks = new(starter);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("ARK_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("ARK_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Collection, CreateAsync);
        routes.On(HttpMethods.Get, Collection, Guarded(List));
        routes.On(HttpMethods.Get, Collection + "/{id}", Guarded(Show));
        routes.On(HttpMethods.Delete, Collection + "/{id}", Guarded(Delete));
        routes.Otherwise("/ark", ArkFault.NoPath.ToResult);
    }

    private static Func<HttpContext, IResult> Guarded(Func<HttpContext, IResult> handle) =>
        context => Bearer.Carries(context.Request, Key) ? handle(context) : ArkFault.Authentication.ToResult(context);

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Key))
        {
            return ArkFault.Authentication.ToResult(context);
        }

        if (context.Request.ContentLength > Listener.MaxBody)
        {
            return ArkFault.TooLarge.ToResult(context);
        }

        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return ArkFault.Invalid("body", "it is not a JSON object").ToResult(context);
        }

        if (ArkRequest.Check(body) is { } fault)
        {
            return fault.ToResult(context);
        }

        var content = new ArkContent((JsonArray)body["content"]!);
        var script = PromptScript.Read(content.Prompt);
        if (script.RateLimited)
        {
            return ArkFault.RateLimited.ToResult(context);
        }

        var task = _tasks.Add(ArkOrder.From(body, content), script);
        Announce(task, body["callback_url"].Text());
        return Json.Answer(new JsonObject { ["id"] = task.Id });
    }

    /// <summary>Posts to the callback URL when the task starts and when it finishes. The body is the same as that of a GET at that time.</summary>
    private void Announce(ArkTask task, string? url)
    {
        foreach (var moment in new[] { task.Started, task.Finished })
        {
            announcer.At(moment, url, () => (_tasks.Find(task.Id) ?? task).ToJson(links));
        }
    }

    private IResult List(HttpContext context) =>
        ArkTaskList.Check(context.Request.Query) is { } fault
            ? fault.ToResult(context)
            : Json.Answer(ArkTaskList.Page(context.Request.Query, _tasks, links));

    private IResult Show(HttpContext context) =>
        _tasks.Find(context.RouteText("id")) is { } task ? Json.Answer(task.ToJson(links)) : ArkFault.NoTask.ToResult(context);

    private IResult Delete(HttpContext context)
    {
        if (_tasks.Find(context.RouteText("id")) is not { } task)
        {
            return ArkFault.NoTask.ToResult(context);
        }

        if (task.Status == "running")
        {
            return ArkFault.RunningTask.ToResult(context);
        }

        _tasks.Delete(task);
        return Results.Ok();
    }
}
