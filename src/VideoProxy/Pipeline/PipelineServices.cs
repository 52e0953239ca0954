using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Network;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

internal static class PipelineServices
{
    public static void AddPipeline(this IServiceCollection services, Roles roles, NetworkOptions network)
    {
        services.AddCrossOrigin(network);
        services.AddRequestEncodings();
        services.AddHostedService<RefusedRequests>();
        services.AddSingleton(provider => new BodyBudget(provider.GetRequiredService<GatewayOptions>().Requests.BufferBudget));
        services.AddSingleton<BodyReader>();
        services.AddSingleton<Drain>().AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddSingleton(provider => new MediaFetcher(
            GuardedHttp.CreateClient(provider), provider.GetRequiredService<NetworkRules>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<InlineMedia>().AddSingleton<MediaStager>();
        services.AddSingleton<Replays>();
        services.AddSingleton<SourceOffering>();
        services.AddSingleton<JobFactory>();
        services.AddSingleton<NotifyEndpoint>();
        services.AddSingleton<SubmitSender>().AddSingleton<Submitter>();
        services.AddSingleton<OutcomeStore>();
        services.AddSingleton<RetryCandidates>().AddSingleton<RetrySender>();
        if (roles.HasFlag(Roles.Tracker)) services.AddHostedService<GenerationRetries>();
        services.AddSingleton<IProxyConfigProvider, ProviderProxyConfig>();
        services.AddSingleton<IForwarderHttpClientFactory, DestinationHttpClientFactory>();
    }
}
