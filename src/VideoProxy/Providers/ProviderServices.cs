using Polly.Registry;

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
            // The resilience pipeline has its own timeout.
            new HttpClient(CreateHandler(TimeSpan.FromMinutes(1))) { Timeout = Timeout.InfiniteTimeSpan }, provider.GetRequiredService<ResiliencePipelineRegistry<string>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Tokens>().AddSingleton<ProviderClient>();
        services.AddHostedService<ConfigWatcher>();
    }

    /// <param name="idle">How long an idle connection is kept.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan idle) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = idle,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    };
}
