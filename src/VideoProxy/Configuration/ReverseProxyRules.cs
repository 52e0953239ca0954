using Yarp.ReverseProxy.Configuration;

namespace VideoProxy.Configuration;

/// <summary>Lets YARP check the <c>ReverseProxy</c> section, so that its faults are reported together with ours.</summary>
internal static class ReverseProxyRules
{
    public const string Section = "ReverseProxy";

    public static void Check(IConfiguration configuration, GatewayFaults faults)
    {
        var section = configuration.GetSection(Section);
        if (!section.Exists()) return;
        var services = new ServiceCollection().AddLogging();
        services.AddReverseProxy().LoadFromConfig(section);
        using var provider = services.BuildServiceProvider();
        try
        {
            Check(provider.GetRequiredService<IProxyConfigProvider>().GetConfig(), provider.GetRequiredService<IConfigValidator>(), faults);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            faults.Add(Section, $"cannot be read: {unreadable.Message}");
        }
    }

    private static void Check(IProxyConfig proxy, IConfigValidator validator, GatewayFaults faults)
    {
        var clusters = proxy.Clusters.Select(cluster => cluster.ClusterId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var cluster in proxy.Clusters) Add($"{Section}:Clusters:{cluster.ClusterId}", validator.ValidateClusterAsync(cluster));
        foreach (var route in proxy.Routes)
        {
            var key = $"{Section}:Routes:{route.RouteId}";
            Add(key, validator.ValidateRouteAsync(route));
            if (route.ClusterId is null || !clusters.Contains(route.ClusterId)) faults.Add(key, $"must name one of the Clusters as its ClusterId, not '{route.ClusterId}'");
        }

        // The validator does no I/O, so it has always completed here.
        void Add(string key, ValueTask<IList<Exception>> errors)
        {
            foreach (var error in errors.AsTask().GetAwaiter().GetResult()) faults.Add(key, error.Message);
        }
    }
}
