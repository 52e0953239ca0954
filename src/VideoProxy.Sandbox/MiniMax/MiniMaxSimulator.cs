using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>A simulator of MiniMax's two video APIs, which share one host.</summary>
internal sealed class MiniMaxSimulator(TaskStarter starter, FileLinks links, Announcer announcer) : ISimulator
{
    private const string Base = "/minimax";
    private const string Key = "minimax-sandbox-key";

    private readonly HailuoApi _hailuo = new(starter, links, new Announcements(announcer));
    private readonly H3Api _h3 = new(starter, links, new Announcements(announcer));

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("MINIMAX_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("MINIMAX_API_KEY", Key),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/v1/video_generation", ForV1(_hailuo.CreateAsync));
        routes.On(HttpMethods.Get, Base + "/v1/query/video_generation", ForV1(context => Task.FromResult(_hailuo.Show(context))));
        routes.On(HttpMethods.Get, Base + "/v1/files/retrieve", ForV1(context => Task.FromResult(_hailuo.File(context))));
        routes.On(HttpMethods.Post, Base + "/v2/video_generation", ForV2(_h3.CreateAsync));
        routes.On(HttpMethods.Delete, Base + "/v2/video_generation/{id}", ForV2(context => Task.FromResult(_h3.Delete(context))));
        routes.On(HttpMethods.Get, Base + "/v2/query/video_generation", ForV2(context => Task.FromResult(_h3.List(context))));
        routes.On(HttpMethods.Get, Base + "/v2/query/video_generation/{id}", ForV2(context => Task.FromResult(_h3.Show(context))));
        routes.Otherwise(Base, H3Fault.NoPath.ToResult);
    }

    private static Func<HttpContext, Task<IResult>> ForV1(Func<HttpContext, Task<IResult>> handle) =>
        context => Bearer.Carries(context.Request, Key) ? handle(context) : Task.FromResult(HailuoReply.NoKey());

    private static Func<HttpContext, Task<IResult>> ForV2(Func<HttpContext, Task<IResult>> handle) =>
        context => Bearer.Carries(context.Request, Key) ? handle(context) : Task.FromResult(H3Fault.NoKey.ToResult(context));
}
