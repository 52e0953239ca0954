using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Hosting;

namespace VideoProxy.Providers;

/// <summary>
/// What a plugin says against a file, put at the lines that it speaks of: a line of its message that begins with the path of
/// something in the file's settings or operations is a fault there, everything else one of the settings.
/// </summary>
internal static class PluginFaults
{
    private const string Operations = "operations", Settings = "settings";

    /// <summary>Whether it is about what the file says that the provider does: such a file never worked, so a start with it ends.</summary>
    public static bool IsInOperations(ConfigFault fault) => fault.Path.StartsWith(Operations, StringComparison.Ordinal);

    /// <param name="config">The file.</param>
    /// <param name="error">What the plugin says.</param>
    /// <param name="destination">Whose settings it read, laid over the file's; null: the file's alone.</param>
    public static IReadOnlyList<ConfigFault> Of(ProviderConfig config, ProviderSettingsException error, ProviderDestination? destination = null) =>
        [.. error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Of(config, line, destination))];

    private static ConfigFault Of(ProviderConfig config, string line, ProviderDestination? destination)
    {
        string[] roots = destination is null ? [$"{Settings}."] : [$"{Settings}.", $"destinations.{destination.Name}.{Settings}."];
        // The nearest that the file has: a missing member is a fault of what it is missing from.
        var place = config.Node.All().Where(node => IsAt(line, NameOf(node, roots))).MaxBy(node => (NameOf(node, roots).Length, node.Path.Length));
        return place is not null
            ? config.FaultAt(place, line[NameOf(place, roots).Length..].TrimStart(':', ' '))
            : config.FaultAt(config.Node.Members.GetValueOrDefault(Settings) ?? config.Node, $"plugin '{config.Plugin}' refuses the file's settings: {line}");
    }

    // As a plugin sees it: the operations lie among its settings.
    private static string NameOf(LocatedNode node, string[] roots) =>
        node.Path.StartsWith(Operations, StringComparison.Ordinal) ? node.Path
        : Array.Find(roots, root => node.Path.StartsWith(root, StringComparison.Ordinal)) is { } root ? node.Path[root.Length..] : "";

    private static bool IsAt(string line, string name) =>
        name.Length > 0 && line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ':' or '.' or '[';
}
