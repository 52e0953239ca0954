using Polly.Registry;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

internal static class ProviderServices
{
    public static void AddProviders(this IServiceCollection services)
    {
        services.AddSingleton<ProviderRegistry>();
        services.AddSingleton<DestinationHealth>();
        services.AddSingleton(_ => ProviderLoader.CreateDefault());
        services.AddSingleton<ProviderConfigApplier>();
        services.AddSingleton(new ResiliencePipelineRegistry<string>());
        services.AddSingleton(provider => new ProviderHttp(
            CreateHttpClient(), provider.GetRequiredService<ResiliencePipelineRegistry<string>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Tokens>().AddSingleton<ProviderClient>();
        services.AddHostedService<ConfigWatcher>();
    }

    private static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    })
    {
        // The pipeline's own timeout ends a call.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
