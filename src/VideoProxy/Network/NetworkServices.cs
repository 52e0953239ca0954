using System.Net;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

internal static class NetworkServices
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddSingleton<NetworkRules>();
        services.AddSingleton(provider => new GuardedConnector(provider.GetRequiredService<NetworkOptions>(), Dns.GetHostAddressesAsync));
    }
}
