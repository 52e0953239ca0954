using VideoProxy.Hosting;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

internal static class StorageServices
{
    /// <summary>
    /// Adds the storage services. Call this method first, because these hosted services must start before every service that leases
    /// rows and stop after it.
    /// </summary>
    public static void AddStorage(this IServiceCollection services, Database database, Node node, string? redis)
    {
        var clock = new GatewayClock(TimeProvider.System);
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        services.AddSingleton(database).AddSingleton(node);
        services.AddSingleton<NodeStore>().AddSingleton<NodeService>();
        services.AddHostedService<DatabaseOpener>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeService>());
        services.AddHostedService<Retention>();
        services.AddSingleton(provider => new RedisLink(
            redis, provider.GetRequiredService<Alarms>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisLink>>()));
        services.AddSingleton<SharedCache>().AddHostedService(provider => provider.GetRequiredService<RedisLink>());
    }
}
