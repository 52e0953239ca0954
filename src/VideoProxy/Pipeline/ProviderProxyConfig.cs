using Microsoft.Extensions.Primitives;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Providers;
using Yarp.ReverseProxy.Configuration;

namespace VideoProxy.Pipeline;

/// <summary>
/// Builds YARP's routes and clusters. There is one cluster for each destination in the provider files, and one for foreign result
/// URLs. Each create and each download of a dialect has a route. The operator can add more in the ReverseProxy section of gateway.json.
/// </summary>
internal sealed class ProviderProxyConfig : IProxyConfigProvider, IDisposable
{
    private const string UnassignedCluster = "videoproxy/unassigned";

    private readonly ProviderRegistry _providers;
    private readonly GatewayOptions _options;
    private readonly DialectRegistry _dialects;
    private volatile Snapshot _snapshot;

    public ProviderProxyConfig(ProviderRegistry providers, GatewayOptions options, DialectRegistry dialects)
    {
        _providers = providers;
        _options = options;
        _dialects = dialects;
        _snapshot = Build();
        providers.Changed += Replace;
    }

    public IProxyConfig GetConfig() => _snapshot;

    public void Dispose()
    {
        _providers.Changed -= Replace;
        _snapshot.Dispose();
    }

    private void Replace()
    {
        var old = _snapshot;
        _snapshot = Build();
        old.SignalChange();
    }

    private Snapshot Build()
    {
        var clusters = _providers.Current.All
            .SelectMany(p => p.Config.Destinations.Select(d => Cluster(ClusterIds.Of(p.Id, d.Name), d.Addresses[Abstractions.ProviderCall.MainAddress])))
            .Append(Cluster(ClusterIds.Foreign, "https://foreign.invalid"))
            .Append(Cluster(UnassignedCluster, "https://unassigned.invalid"))
            .ToArray();
        return new Snapshot([.. _dialects.All.SelectMany(Routes)], clusters);
    }

    private static IEnumerable<RouteConfig> Routes(Dialect dialect)
    {
        // A pipeline step assigns the real cluster after it has read the model from the body.
        foreach (var call in dialect.Creates) yield return Route(RouteIds.Create(dialect.Name, call.Name), call.Path, "POST");
        if (dialect.ContentPath is { } content) yield return Route(RouteIds.Content(dialect.Name), content, "GET", "HEAD");
    }

    private static RouteConfig Route(string id, string path, params string[] methods) => new()
    {
        RouteId = id,
        ClusterId = UnassignedCluster,
        Match = new RouteMatch { Path = path, Methods = methods },
    };

    private ClusterConfig Cluster(string id, string address) => new()
    {
        ClusterId = id,
        // The submit timeout ends a call, so YARP's idle timeout must be longer.
        HttpRequest = new() { ActivityTimeout = _options.Tracker.SubmitTimeout + TimeSpan.FromSeconds(30) },
        Destinations = new Dictionary<string, DestinationConfig> { ["main"] = new() { Address = address } },
    };

    private sealed class Snapshot : IProxyConfig, IDisposable
    {
        private readonly CancellationTokenSource _change = new();

        public Snapshot(IReadOnlyList<RouteConfig> routes, IReadOnlyList<ClusterConfig> clusters)
        {
            Routes = routes;
            Clusters = clusters;
            ChangeToken = new CancellationChangeToken(_change.Token);
        }

        public IReadOnlyList<RouteConfig> Routes { get; }
        public IReadOnlyList<ClusterConfig> Clusters { get; }
        public IChangeToken ChangeToken { get; }

        public void SignalChange() => _change.Cancel();

        public void Dispose() => _change.Dispose();
    }
}

/// <summary>Builds and parses the ids of VideoProxy's own YARP routes.</summary>
internal static class RouteIds
{
    private const string Prefix = "videoproxy/";

    public static string Create(string dialect, string call) => $"{Prefix}{dialect}/{call}/create";

    public static string Content(string dialect) => $"{Prefix}{dialect}/content";

    public static bool IsCreate(string? id) => IsOurs(id) && id!.EndsWith("/create", StringComparison.Ordinal);

    public static bool IsContent(string? id) => IsOurs(id) && id!.EndsWith("/content", StringComparison.Ordinal);

    /// <summary>Returns whether the route is VideoProxy's own, and not one of a ReverseProxy section.</summary>
    public static bool IsOurs(string? id) => id is not null && id.StartsWith(Prefix, StringComparison.Ordinal);
}
