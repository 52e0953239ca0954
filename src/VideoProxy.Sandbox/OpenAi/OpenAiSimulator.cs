using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>A simulator of the OpenAI Videos API. OpenAI ended its own service, but other services still offer this API.</summary>
internal sealed class OpenAiSimulator(TaskStarter starter) : ISimulator
{
    private const string Base = "/openai/v1";
    private const string Videos = Base + "/videos";
    private const string Key = "sk-openai-sandbox";

    private readonly OpenAiVideos _videos = new(starter);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("OPENAI_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("OPENAI_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Videos, context => CreateAsync(context, OpenAiRules.Read));
        routes.On(HttpMethods.Post, Videos + "/edits", context => CreateAsync(context, fields => OpenAiDerived.Edit(fields, _videos)));
        routes.On(HttpMethods.Post, Videos + "/extensions", context => CreateAsync(context, fields => OpenAiDerived.Extend(fields, _videos)));
        routes.On(HttpMethods.Post, Videos + "/{id}/remix", context =>
            CreateAsync(context, fields => OpenAiDerived.Remix(fields, context.RouteText("id"), _videos)));
        routes.On(HttpMethods.Get, Videos, Guarded(List));
        routes.On(HttpMethods.Get, Videos + "/{id}", Guarded(Found((_, video) => Json.Answer(video.ToJson()))));
        routes.On(HttpMethods.Delete, Videos + "/{id}", Guarded(Found(Delete)));
        routes.On(HttpMethods.Get, Videos + "/{id}/content", Guarded(Found(OpenAiContent.Answer)));
        routes.On(HttpMethods.Head, Videos + "/{id}/content", Guarded(Found(OpenAiContent.Answer)));
        routes.Otherwise("/openai", OpenAiFault.NoPath.ToResult);
    }

    private static Func<HttpContext, IResult> Guarded(Func<HttpContext, IResult> handle) =>
        context => Bearer.Carries(context.Request, Key) ? handle(context) : OpenAiFault.Authentication.ToResult(context);

    private Func<HttpContext, IResult> Found(Func<HttpContext, OpenAiVideo, IResult> handle) => context =>
    {
        var id = context.RouteText("id");
        return _videos.Find(id) is { } video ? handle(context, video) : OpenAiFault.NoVideo(id).ToResult(context);
    };

    private async Task<IResult> CreateAsync(HttpContext context, Func<JsonObject, OpenAiIntake> read)
    {
        if (!Bearer.Carries(context.Request, Key))
        {
            return OpenAiFault.Authentication.ToResult(context);
        }

        if (await OpenAiBody.ReadAsync(context.Request) is not { } fields)
        {
            return OpenAiFault.Invalid(null, "We could not parse the body of your request.", "invalid_body").ToResult(context);
        }

        var (order, fault) = read(fields);
        if (order is null)
        {
            return fault!.ToResult(context);
        }

        var prompt = fields["prompt"].Text()!;
        var script = PromptScript.Read(prompt);
        return script.RateLimited ? OpenAiFault.RateLimited.ToResult(context) : Json.Answer(_videos.Add(order, prompt, script).ToJson());
    }

    private IResult List(HttpContext context) =>
        OpenAiList.Check(context.Request.Query) is { } fault
            ? fault.ToResult(context)
            : Json.Answer(OpenAiList.Page(context.Request.Query, _videos));

    private IResult Delete(HttpContext context, OpenAiVideo video)
    {
        if (!video.IsTerminal)
        {
            return OpenAiFault.Invalid("video_id", "Only completed and failed videos can be deleted.").ToResult(context);
        }

        _videos.Delete(video.Id);
        return Json.Answer(new JsonObject { ["id"] = video.Id, ["object"] = "video.deleted", ["deleted"] = true });
    }
}
