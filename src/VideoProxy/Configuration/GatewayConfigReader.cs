using System.Text.Json;
using VideoProxy.Cli;

namespace VideoProxy.Configuration;

/// <summary>Reads gateway.json and the environment, once.</summary>
internal static class GatewayConfigReader
{
    private const string Section = "VideoProxy";

    public static GatewayConfig Read(string configFolder, ProcessEnvironment environment)
    {
        var file = Path.Combine(configFolder, "gateway.json");
        var faults = new FileFaults("gateway.json");
        var expansion = new Expansion(environment.Find);
        var root = File.Exists(file) ? LocatedJson.Parse(File.ReadAllBytes(file), faults, expansion) : null;
        foreach (var name in expansion.Missing) faults.Add(1, "$", $"${{{name}}} is not set; set it or write ${{{name}:-default}}");
        if (root is not null) CheckKeys(root, faults);

        var builder = new ConfigurationBuilder();
        if (environment.IsSandbox) builder.AddInMemoryCollection(SandboxDefaults);
        builder.AddInMemoryCollection(root is null ? [] : Flatten(root, "")).AddEnvironmentVariables();
        var configuration = builder.Build();
        return new(Bind(configuration, faults), configuration, faults.All);
    }

    private static Dictionary<string, string?> SandboxDefaults => new()
    {
        ["VideoProxy:Network:AllowHttp"] = "true",
        ["VideoProxy:Network:AllowPrivate"] = "true",
        ["VideoProxy:Tracker:MinInterval"] = "00:00:01",
    };

    private static GatewayOptions Bind(IConfiguration configuration, FileFaults faults)
    {
        try
        {
            var options = configuration.GetSection(Section).Get<GatewayOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new GatewayOptions();
            GatewayOptionsRules.Check(options, faults);
            return options;
        }
        catch (InvalidOperationException error)
        {
            faults.Add(1, Section, error.InnerException is { } inner ? $"{error.Message} {inner.Message}" : error.Message);
            return new GatewayOptions();
        }
    }

    private static void CheckKeys(LocatedNode root, FileFaults faults)
    {
        if (root.Kind != JsonValueKind.Object)
        {
            faults.Add(root, "must be an object");
            return;
        }

        _ = new NodeReader(root, faults, "$schema", Section, "ReverseProxy", "ConnectionStrings", "Logging", "Kestrel", "AllowedHosts");
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flatten(LocatedNode node, string prefix) => node.Kind switch
    {
        JsonValueKind.Object => node.Members.SelectMany(m => Flatten(m.Value, prefix.Length == 0 ? m.Key : $"{prefix}:{m.Key}")),
        JsonValueKind.Array => node.Items.SelectMany((item, index) => Flatten(item, $"{prefix}:{index}")),
        JsonValueKind.True => [KeyValuePair.Create(prefix, (string?)"true")],
        JsonValueKind.False => [KeyValuePair.Create(prefix, (string?)"false")],
        JsonValueKind.Null => [],
        _ => [KeyValuePair.Create(prefix, (string?)node.Text)],
    };
}
