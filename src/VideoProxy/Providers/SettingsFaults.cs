using VideoProxy.Abstractions;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>
/// What a plugin says against a file, put at the lines that it speaks of: a line of its message that begins with the path of
/// something in the file is a fault there, everything else one of the settings.
/// </summary>
internal static class SettingsFaults
{
    private const string Operations = "operations";

    /// <summary>Whether it is about what the file says that the provider does: such a file never worked, so a start with it ends.</summary>
    public static bool IsInOperations(ConfigFault fault) => fault.Path.StartsWith(Operations, StringComparison.Ordinal);

    public static IReadOnlyList<ConfigFault> Of(ProviderConfig config, ProviderSettingsException error) =>
        [.. error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Of(config, line))];

    private static ConfigFault Of(ProviderConfig config, string line)
    {
        // The nearest that the file has: a missing member is a fault of what it is missing from.
        var place = config.Node.All().Where(node => IsAt(line, node.Path)).MaxBy(node => node.Path.Length);
        return place is not null
            ? config.FaultAt(place, line[place.Path.Length..].TrimStart(':', ' '))
            : config.FaultAt(config.Node.Members.GetValueOrDefault("settings") ?? config.Node, $"plugin '{config.Plugin}' refuses the file's settings: {line}");
    }

    private static bool IsAt(string line, string path) =>
        path.StartsWith(Operations, StringComparison.Ordinal) && line.StartsWith(path, StringComparison.Ordinal)
        && line.Length > path.Length && line[path.Length] is ':' or '.' or '[';
}
