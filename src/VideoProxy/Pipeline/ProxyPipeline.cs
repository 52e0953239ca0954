using VideoProxy.Dialects.OpenAi;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace VideoProxy.Pipeline;

/// <summary>What happens to a request that YARP forwards: the ordered steps and the transforms of our two routes.</summary>
internal static class ProxyPipeline
{
    public static void AddSteps(IReverseProxyApplicationBuilder proxy)
    {
        proxy.UseWhen(IsRoute(OpenAiRoutes.CreateRouteId), create =>
        {
            create.UseMiddleware<ReadCreateStep>();
            create.UseMiddleware<ReplayStep>();
            create.UseMiddleware<ChooseOfferingStep>();
            create.UseMiddleware<FetchMediaStep>();
            create.UseMiddleware<SubmitStep>();
        });
        proxy.UseWhen(IsRoute(OpenAiRoutes.ContentRouteId), content => content.UseMiddleware<Content.ContentStep>());
        proxy.UseSessionAffinity();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }

    public static void AddTransforms(TransformBuilderContext transforms)
    {
        switch (transforms.Route.RouteId)
        {
            case OpenAiRoutes.CreateRouteId:
                Isolate(transforms);
                transforms.AddRequestTransform(SubmitTransforms.PutCallAsync);
                transforms.AddResponseTransform(SubmitTransforms.ReadReplyAsync);
                break;
            case OpenAiRoutes.ContentRouteId:
                Isolate(transforms);
                transforms.AddRequestTransform(Content.ContentTransforms.PutRequestAsync);
                transforms.AddResponseTransform(Content.ContentTransforms.StreamAsync);
                break;
        }
    }

    /// <summary>Neither the client's key nor its address goes to a provider, and nothing of a provider comes back unasked.</summary>
    private static void Isolate(TransformBuilderContext transforms)
    {
        transforms.UseDefaultForwarders = false;
        transforms.CopyRequestHeaders = false;
        transforms.CopyResponseHeaders = false;
        transforms.CopyResponseTrailers = false;
    }

    private static Func<HttpContext, bool> IsRoute(string id) => context => context.GetReverseProxyFeature().Route.Config.RouteId == id;
}
