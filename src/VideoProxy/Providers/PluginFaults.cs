using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Hosting;

namespace VideoProxy.Providers;

/// <summary>
/// Maps a plugin's complaint about its settings to lines of the provider file. A line of the complaint that begins with a path in the
/// file's settings or operations is a fault there. Any other line is a fault of the settings as a whole.
/// </summary>
internal static class PluginFaults
{
    private const string Operations = "operations", Settings = "settings";

    /// <summary>Returns whether the fault is in the file's operations. Such a file can never have worked, so the gateway does not start with it.</summary>
    public static bool IsInOperations(ConfigFault fault) => fault.Path.StartsWith(Operations, StringComparison.Ordinal);

    /// <param name="config">The file.</param>
    /// <param name="error">The plugin's complaint.</param>
    /// <param name="destination">The destination whose settings the plugin read. Null means the file's settings alone.</param>
    public static IReadOnlyList<ConfigFault> Of(ProviderConfig config, ProviderSettingsException error, ProviderDestination? destination = null) =>
        [.. error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Of(config, line, destination))];

    private static ConfigFault Of(ProviderConfig config, string line, ProviderDestination? destination)
    {
        string[] roots = destination is null ? [$"{Settings}."] : [$"{Settings}.", $"destinations.{destination.Name}.{Settings}."];
        // A missing member is a fault of the object that lacks it.
        var place = config.Node.All().Where(node => IsAt(line, NameOf(node, roots))).MaxBy(node => (NameOf(node, roots).Length, node.Path.Length));
        return place is not null
            ? config.FaultAt(place, line[NameOf(place, roots).Length..].TrimStart(':', ' '))
            : config.FaultAt(config.Node.Members.GetValueOrDefault(Settings) ?? config.Node, $"plugin '{config.Plugin}' refuses the file's settings: {line}");
    }

    // A plugin receives the operations as a member of its settings.
    private static string NameOf(LocatedNode node, string[] roots) =>
        node.Path.StartsWith(Operations, StringComparison.Ordinal) ? node.Path
        : Array.Find(roots, root => node.Path.StartsWith(root, StringComparison.Ordinal)) is { } root ? node.Path[root.Length..] : "";

    private static bool IsAt(string line, string name) =>
        name.Length > 0 && line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ':' or '.' or '[';
}
