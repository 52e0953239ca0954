using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads gateway.json and the environment, at start-up and after an edit.</summary>
internal static class GatewayConfigReader
{
    private static Dictionary<string, string?> SandboxDefaults => new()
    {
        ["VideoProxy:Network:AllowHttp"] = "true",
        ["VideoProxy:Network:AllowPrivate"] = "true",
        ["VideoProxy:Tracker:MinInterval"] = "00:00:01",
    };

    public static GatewayConfig Read(string configFolder, ProcessEnvironment environment) => Read(
        configFolder, environment.Find, new ConfigurationBuilder().AddEnvironmentVariables().Build(), environment.IsSandbox);

    /// <param name="configFolder">The folder that holds gateway.json. The file may be absent.</param>
    /// <param name="environment">Looks up the variables that the file's strings refer to.</param>
    /// <param name="overrides">The variables that override the file, as keys (<c>VideoProxy:Tracker:MinInterval</c>).</param>
    /// <param name="sandbox">Whether to use the sandbox's defaults where the file sets nothing.</param>
    public static GatewayConfig Read(string configFolder, Func<string, string?> environment, IConfiguration overrides, bool sandbox)
    {
        var file = new FileFaults("gateway.json");
        var reader = new GatewayFile(file);
        var content = ConfigFileContent.Take(GatewayFile.In(configFolder));
        var root = reader.Read(content, environment);
        var values = new FileValues(reader.Flatten(root));
        // An empty variable counts as not set, here as in ${NAME}.
        var given = overrides.AsEnumerable().Where(value => !string.IsNullOrEmpty(value.Value)).ToList();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(sandbox ? SandboxDefaults : [])
            .Add(values)
            .AddInMemoryCollection(given)
            .Build();
        var faults = new GatewayFaults(root, new ConfigurationBuilder().AddInMemoryCollection(given).Build(), file);
        var options = new GatewayOptionsReader(faults).Read(configuration);
        ReverseProxyRules.Check(configuration, faults);
        AllowedHosts.Check(configuration, faults);
        CheckRedis(configuration, faults);
        return new(options, configuration, faults.All) { Content = content, Values = values };
    }

    private static void CheckRedis(IConfiguration configuration, GatewayFaults faults)
    {
        if (configuration.GetConnectionString("Redis") is not { } redis) return;
        try
        {
            if (StackExchange.Redis.ConfigurationOptions.Parse(redis).EndPoints.Count > 0) return;
            faults.Add("ConnectionStrings:Redis", "must name a server, such as 127.0.0.1:6379");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The message could repeat a part of the text, which may hold a password.
            faults.Add("ConnectionStrings:Redis", "must be a connection string of StackExchange.Redis, such as 127.0.0.1:6379,password=…");
        }
    }
}

/// <summary>The contents of gateway.json with the environment's overrides: the bound options, and the raw sections that the framework reads itself.</summary>
internal sealed record GatewayConfig(GatewayOptions Options, IConfiguration Configuration, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>The file that was read, or null if there was none.</summary>
    public ConfigFileContent? Content { get; init; }

    /// <summary>The part of <see cref="Configuration"/> that comes from the file.</summary>
    public required FileValues Values { get; init; }
}

/// <summary>The values of gateway.json as a configuration source. An edit replaces them and notifies everyone who watches a section.</summary>
internal sealed class FileValues(Dictionary<string, string?> values) : ConfigurationProvider, IConfigurationSource
{
    public override void Load() => Data = values;

    public void Replace(FileValues edit)
    {
        Data = edit.Data;
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
