using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>The OpenAI Videos API, which others still serve.</summary>
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
        routes.On(HttpMethods.Post, Videos, Posted((_, fields) => OpenAiRules.Check(fields) ?? (object)OpenAiOrder.From(fields)));
        routes.On(HttpMethods.Post, Videos + "/{id}/remix", Posted(Remix));
        routes.On(HttpMethods.Post, Videos + "/edits", Posted(Edit));
        routes.On(HttpMethods.Post, Videos + "/extensions", Posted(Extend));
        routes.On(HttpMethods.Get, Videos, Guarded(List));
        routes.On(HttpMethods.Get, Videos + "/{id}", Guarded(Found((_, video) => Json.Answer(video.ToJson()))));
        routes.On(HttpMethods.Get, Videos + "/{id}/content", Guarded(Found(OpenAiContent.Answer)));
        routes.On(HttpMethods.Head, Videos + "/{id}/content", Guarded(Found(OpenAiContent.Answer)));
        routes.On(HttpMethods.Delete, Videos + "/{id}", Guarded(Found(Delete)));
        routes.Otherwise("/openai", OpenAiFault.NoPath.ToResult);
    }
}
