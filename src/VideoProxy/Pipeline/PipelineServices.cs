using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

internal static class PipelineServices
{
    public static void AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<BodyReader>();
        services.AddSingleton<Accounts.Replays>();
        services.AddSingleton<ReplayAnswer>();
        services.AddSingleton<JobFactory>();
        services.AddSingleton<SubmitSender>();
        services.AddSingleton<OutcomeStore>();
        services.AddSingleton<Content.ContentSource>().AddSingleton<Content.ContentArchive>().AddSingleton<Content.InlineAnswer>();
        services.AddSingleton<IProxyConfigProvider, ProviderProxyConfig>();
        services.AddSingleton<IForwarderHttpClientFactory, DestinationHttpClientFactory>();
    }
}
