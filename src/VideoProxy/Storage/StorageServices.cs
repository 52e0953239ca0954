using VideoProxy.Hosting;

namespace VideoProxy.Storage;

internal static class StorageServices
{
    /// <summary>First of all services: what is hosted here starts before whatever leases, and stops after it.</summary>
    public static void AddStorage(this IServiceCollection services, Database database, Node node)
    {
        var clock = new GatewayClock(TimeProvider.System);
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        services.AddSingleton(database).AddSingleton(node);
        services.AddSingleton<NodeStore>().AddSingleton<NodeService>();
        services.AddHostedService<DatabaseOpener>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeService>());
    }
}
