using System.Globalization;

namespace VideoProxy.Configuration;

/// <summary>Collects the faults of the gateway's own options, each at the place that set the value: the file or the environment.</summary>
internal sealed class GatewayFaults(LocatedNode? root, IConfiguration overrides, FileFaults file)
{
    private readonly List<ConfigFault> _fromEnvironment = [];

    public IReadOnlyList<ConfigFault> All => [.. file.All, .. _fromEnvironment];

    /// <param name="key">A configuration key, such as <c>VideoProxy:Tracker:MinInterval</c>.</param>
    /// <param name="message">What is wrong, and what is allowed.</param>
    public void Add(string key, string message)
    {
        if (overrides.GetSection(key).Exists()) _fromEnvironment.Add(new("environment", 0, key.Replace(":", "__", StringComparison.Ordinal), message));
        else if (Find(key) is { } node) file.Add(node, message);
        else file.Add(1, key.Replace(':', '.'), message);
    }

    private LocatedNode? Find(string key)
    {
        var node = root;
        foreach (var name in key.Split(':')) node = node?.Items.Count > 0 ? ItemOf(node, name) : node?.Members.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return node;
    }

    private static LocatedNode? ItemOf(LocatedNode list, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? list.Items.ElementAtOrDefault(index) : null;
}
