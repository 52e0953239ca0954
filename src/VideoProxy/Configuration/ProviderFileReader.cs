using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads one provider file into a <see cref="ProviderConfig"/> and reports every fault.</summary>
internal sealed partial class ProviderFileReader(FileFaults faults)
{
    private static readonly string[] Keys =
        ["$schema", "id", "plugin", "priority", "retryGeneration", "destinations", "credentials", "settings", "operations", "limits", "models", "note"];

    // Only this plugin's files may have 'operations'.
    private const string DeclarativePlugin = "Declarative";

    public ProviderConfig? Read(string file, LocatedNode root)
    {
        if (root.Kind != JsonValueKind.Object)
        {
            faults.Add(root, "must be an object");
            return null;
        }

        var reader = new NodeReader(root, faults, Keys);
        var id = reader.RequiredText("id");
        if (id.Length > 0 && !Id().IsMatch(id)) faults.Add(reader.Find("id")!, $"must be lower-case letters, digits and dashes, not '{id}'");
        var plugin = reader.RequiredText("plugin");
        if (plugin.Length > 0 && !PluginName().IsMatch(plugin)) faults.Add(reader.Find("plugin")!, $"must be the name of a folder under plugins, not '{plugin}'");
        var destinations = new DestinationReader(faults).Read(reader);
        var usable = destinations.Where(d => d.Credentials.Count == 0 || d.Credentials.Values.Any(c => c.Length > 0)).ToList();
        return new ProviderConfig
        {
            File = file,
            Node = root,
            Id = id,
            Plugin = plugin,
            Priority = reader.Whole("priority", -1000, 1000) ?? 0,
            RetryGeneration = reader.Flag("retryGeneration"),
            Settings = ReadSettings(reader, plugin),
            // A destination without a key would only be refused.
            Destinations = usable.Count > 0 ? usable : destinations,
            HasCredentials = usable.Count > 0 || destinations.Count == 0,
            Limits = ReadLimits(reader),
            Models = ReadModels(reader, id),
        };
    }

    /// <summary>Returns the part of the file that only the plugin reads: its settings and operations.</summary>
    private JsonObject ReadSettings(NodeReader reader, string plugin)
    {
        var settings = reader.Object("settings");
        if (reader.Find("operations", JsonValueKind.Object, "an object") is not { } operations) return settings;
        if (plugin != DeclarativePlugin) faults.Add(operations, $"goes with plugin '{DeclarativePlugin}' only, not with '{plugin}'");
        settings["operations"] = NodeReader.ToJson(operations);
        return settings;
    }

    private LimitsConfig ReadLimits(NodeReader file)
    {
        if (file.Find("limits", JsonValueKind.Object, "an object") is not { } node) return new(null, null, LimitsConfig.DefaultPollConcurrency);
        var limits = new NodeReader(node, faults, "concurrency", "requestsPerMinute", "pollConcurrency");
        return new(
            limits.Whole("concurrency", 1, 100_000),
            limits.Whole("requestsPerMinute", 1, 10_000_000),
            limits.Whole("pollConcurrency", 1, 10_000) ?? LimitsConfig.DefaultPollConcurrency);
    }

    private List<ModelConfig> ReadModels(NodeReader file, string providerId)
    {
        if (file.Find("models") is null) faults.Add(file.Node, "lacks 'models'");
        if (file.Find("models", JsonValueKind.Array, "a list") is not { } list) return [];
        if (list.Items.Count == 0) faults.Add(list, "must hold at least one model");
        CheckTwins(list);
        return [.. list.Items.Select(item => new ModelReader(faults).Read(item, providerId)).OfType<ModelConfig>()];
    }

    private void CheckTwins(LocatedNode list)
    {
        var ids = list.Items.Select(m => m.Members.GetValueOrDefault("id")).OfType<LocatedNode>().Where(id => id.Text.Length > 0);
        foreach (var twin in ids.GroupBy(id => id.Text).SelectMany(g => g.Skip(1)))
            faults.Add(twin, $"'{twin.Text}' is the id of two models in this file. Keep one of them");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,63}$")]
    private static partial Regex PluginName();
}
