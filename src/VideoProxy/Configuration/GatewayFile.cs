using System.Text.Json;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads gateway.json into the keys and values of .NET configuration.</summary>
internal sealed class GatewayFile(FileFaults faults)
{
    private static readonly string[] Sections = [GatewayOptionsReader.Section, ReverseProxyRules.Section, "ConnectionStrings", "Logging", "Kestrel"];
    private static readonly string[] Keys = ["$schema", "AllowedHosts", .. Sections];

    private static readonly string[] ConnectionNames = ["Jobs", "Redis"];

    // .NET reads its own configuration files with these options.
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static string In(string configFolder) => Path.Combine(configFolder, "gateway.json");

    public LocatedNode? Read(ConfigFileContent? file, Func<string, string?> environment)
    {
        if (file is null) return null;
        if (file.Failure is { } failure)
        {
            faults.Add(0, "$", failure);
            return null;
        }

        if (LocatedJson.Parse(file.Bytes, faults, environment, Lenient) is not { } root) return null;
        CheckKeys(root);
        foreach (var node in root.All())
        {
            foreach (var name in node.Missing) faults.Add(node.Line, node.Path, $"${{{name}}} is not set. Set it, or write ${{{name}:-default}}");
        }

        return root;
    }

    /// <summary>Returns the values by key. Keys ignore case, so two keys that differ only in case are a duplicate.</summary>
    public Dictionary<string, string?> Flatten(LocatedNode? root)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, node) in root is null ? [] : Leaves(root, ""))
        {
            var value = node.Kind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => node.Text };
            if (!values.TryAdd(key, value)) faults.Add(node, "is given twice. Keep one of them");
        }

        return values;
    }

    private void CheckKeys(LocatedNode root)
    {
        if (root.Kind != JsonValueKind.Object) faults.Add(root, "must be an object");
        foreach (var (name, node) in root.Members)
        {
            if (!Keys.Contains(name, StringComparer.OrdinalIgnoreCase)) faults.Add(node, $"is not known here. Allowed are {string.Join(", ", Keys)}");
            else if (Sections.Contains(name, StringComparer.OrdinalIgnoreCase) && node.Kind != JsonValueKind.Object) faults.Add(node, "must be an object");
            else if (name.Equals("ConnectionStrings", StringComparison.OrdinalIgnoreCase)) CheckConnectionStrings(node);
        }
    }

    private void CheckConnectionStrings(LocatedNode node)
    {
        foreach (var (name, value) in node.Members)
        {
            if (!ConnectionNames.Contains(name, StringComparer.OrdinalIgnoreCase)) faults.Add(value, $"is not known here. Allowed are {string.Join(", ", ConnectionNames)}");
            else if (value.Kind != JsonValueKind.String) faults.Add(value, "must be a string");
        }
    }

    private static IEnumerable<(string Key, LocatedNode Node)> Leaves(LocatedNode node, string prefix) => node.Kind switch
    {
        JsonValueKind.Object => node.Members.SelectMany(m => Leaves(m.Value, prefix.Length == 0 ? m.Key : $"{prefix}:{m.Key}")),
        JsonValueKind.Array => node.Items.SelectMany((item, index) => Leaves(item, $"{prefix}:{index}")),
        JsonValueKind.Null => [],
        _ => prefix.Length == 0 || node.Missing.Count > 0 ? [] : [(prefix, node)],
    };
}
