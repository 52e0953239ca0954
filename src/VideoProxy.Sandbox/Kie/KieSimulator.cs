using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Kie;

/// <summary>A simulator of Kie's Veo API and its upload host.</summary>
internal sealed class KieSimulator(TaskStarter starter, FileLinks links, Announcer announcer) : ISimulator
{
    private const string Base = "/kie";
    private const string UploadBase = "/kie-upload";
    private const string Veo = Base + "/api/v1/veo";
    private const string Key = "kie-sandbox-key";

    private static readonly TimeSpan RenewedLifetime = TimeSpan.FromMinutes(20);

    private readonly KieTasks _tasks = new(starter);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("KIE_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("KIE_UPLOAD_BASE_URL", new Uri(api, UploadBase).AbsoluteUri),
        new("KIE_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Veo + "/generate", Guarded(GenerateAsync));
        routes.On(HttpMethods.Get, Veo + "/record-info", Guarded(context => Task.FromResult(Show(context))));
        routes.On(HttpMethods.Get, Veo + "/get-1080p-video", Guarded(context => Task.FromResult(FullHd(context))));
        routes.On(HttpMethods.Post, Veo + "/get-4k-video", Guarded(UltraHdAsync));
        routes.On(HttpMethods.Post, UploadBase + "/api/file-base64-upload", Guarded(context => KieUpload.TakeAsync(context, links, _tasks.Now)));
        routes.On(HttpMethods.Post, Base + "/api/v1/common/download-url", Guarded(RenewAsync));
        routes.On(HttpMethods.Get, Base + "/api/v1/chat/credit", Guarded(_ => Task.FromResult(KieReply.Success(1000))));
        routes.Otherwise(Base, KieReply.NoPath.ToResult);
        routes.Otherwise(UploadBase, KieReply.NoPath.ToResult);
    }

    // A firewall in front of both real hosts refuses requests without a User-Agent header.
    private static Func<HttpContext, Task<IResult>> Guarded(Func<HttpContext, Task<IResult>> handle) => context =>
        context.Request.Headers.UserAgent.Count == 0 ? Task.FromResult(Results.Text("error code: 1010", statusCode: StatusCodes.Status403Forbidden))
        : Bearer.Carries(context.Request, Key) ? handle(context)
        : Task.FromResult(KieReply.NoKey.ToResult(context));

    private async Task<IResult> GenerateAsync(HttpContext context)
    {
        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return KieReply.Invalid("The body is not a JSON object.").ToResult(context);
        }

        if (KieRules.Check(body) is { } fault)
        {
            return fault.ToResult(context);
        }

        var script = PromptScript.Read(body["prompt"].Text()!);
        if (script.RateLimited)
        {
            return KieReply.RateLimited.ToResult(context);
        }

        var task = _tasks.Start(script);
        announcer.At(task.Finished, body["callBackUrl"].Text(), () => new JsonObject
        {
            ["code"] = task.Outcome == Outcome.Video ? 200 : 501,
            ["msg"] = "done",
            ["data"] = new JsonObject { ["taskId"] = task.Id },
        });
        return KieReply.Success(new JsonObject { ["taskId"] = task.Id });
    }

    private IResult Show(HttpContext context) => KieTasks.FindAny(context.Request.Query["taskId"].ToString()) is { } task
        ? KieReply.Success(KieRecord.Of(task, links, _tasks.Now))
        : KieReply.NoTask.ToResult(context);

    private IResult FullHd(HttpContext context)
    {
        if (KieTasks.FindVideo(context.Request.Query["taskId"].ToString()) is not { } task || context.Request.Query["index"].ToString() is not ("" or "0"))
        {
            return KieReply.NoTask.ToResult(context);
        }

        return IsMade(task) && _tasks.HasFullHd(task)
            ? KieReply.Success(new JsonObject { ["resultUrl"] = KieRecord.Link(task, "1080p", links) })
            : new KieReply(400, "1080P is processing. It should be ready in 1-2 minutes. Please check back shortly.").ToResult(StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> UltraHdAsync(HttpContext context)
    {
        var body = await Json.ReadObjectAsync(context.Request);
        if (KieTasks.FindVideo(body?["taskId"].Text() ?? "") is not { } task || !IsMade(task))
        {
            return KieReply.NoTask.ToResult(context);
        }

        if (_tasks.FindUpgrade(task.Id) is not { } upgrade)
        {
            return KieReply.Success(Upgrade(_tasks.StartUpgrade(task.Id).Id, null));
        }

        return upgrade.At(_tasks.Now) == Phase.Done
            ? KieReply.Success(Upgrade(upgrade.Id, new JsonArray(KieRecord.Link(upgrade, "4k", links))))
            : new KieReply(422, "4k is processing. It should be ready in 5-10 minutes. Please check back shortly.")
                .ToResult(StatusCodes.Status422UnprocessableEntity, Upgrade(upgrade.Id, null));
    }

    private async Task<IResult> RenewAsync(HttpContext context)
    {
        var url = (await Json.ReadObjectAsync(context.Request))?["url"].Text();
        return Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Authority == links.Address?.Authority
            ? KieReply.Success(links.Sign(link.AbsolutePath, _tasks.Now + RenewedLifetime))
            : KieReply.Invalid("Only links to files of this service can be renewed.").ToResult(context);
    }

    private bool IsMade(SandboxTask task) => task.At(_tasks.Now) == Phase.Done && task.Outcome == Outcome.Video;

    private static JsonObject Upgrade(string id, JsonArray? urls) => new() { ["taskId"] = id, ["resultUrls"] = urls, ["imageUrls"] = null };
}
