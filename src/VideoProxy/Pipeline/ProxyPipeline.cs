using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace VideoProxy.Pipeline;

/// <summary>Sets up the steps and transforms of VideoProxy's own YARP routes, in the order in which they run.</summary>
internal static class ProxyPipeline
{
    public static void AddSteps(IReverseProxyApplicationBuilder proxy)
    {
        proxy.UseWhen(IsRoute(RouteIds.IsCreate), create =>
        {
            create.UseMiddleware<ReadCreateStep>();
            create.UseMiddleware<ReplayStep>();
            create.UseMiddleware<FieldsStep>();
            create.UseMiddleware<ChooseOfferingStep>();
            create.UseMiddleware<FetchMediaStep>();
            create.UseMiddleware<SubmitStep>();
        });
        proxy.UseWhen(IsRoute(RouteIds.IsContent), content => content.UseMiddleware<ContentStep>());
        proxy.UseSessionAffinity();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }

    public static void AddTransforms(TransformBuilderContext transforms)
    {
        if (RouteIds.IsCreate(transforms.Route.RouteId))
        {
            Isolate(transforms);
            transforms.AddRequestTransform(SubmitTransforms.WriteCallAsync);
            transforms.AddResponseTransform(SubmitTransforms.ReadReplyAsync);
        }
        else if (RouteIds.IsContent(transforms.Route.RouteId))
        {
            Isolate(transforms);
            transforms.AddRequestTransform(Content.ContentTransforms.PutRequestAsync);
            transforms.AddResponseTransform(Content.ContentTransforms.StreamAsync);
        }
    }

    /// <summary>Disables YARP's automatic copying of headers, so that no client key or address reaches a provider and no provider header reaches a client.</summary>
    private static void Isolate(TransformBuilderContext transforms)
    {
        transforms.UseDefaultForwarders = false;
        transforms.CopyRequestHeaders = false;
        transforms.CopyResponseHeaders = false;
        transforms.CopyResponseTrailers = false;
    }

    private static Func<HttpContext, bool> IsRoute(Func<string, bool> belongs) => context => belongs(context.GetReverseProxyFeature().Route.Config.RouteId);
}
