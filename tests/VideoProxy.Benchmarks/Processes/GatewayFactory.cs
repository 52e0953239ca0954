using System.Diagnostics;
using System.Text.Json.Nodes;

namespace VideoProxy.Benchmarks.Processes;

/// <summary>Starts the gateway as an operator does, each with a database of its own.</summary>
internal sealed class GatewayFactory(string folder)
{
    private int _next;

    public async Task<ChildProcess> StartAsync(string upstreamUrl, string pollInterval)
    {
        var database = Path.Combine(folder, $"jobs-{++_next}.db");
        var start = new ProcessStartInfo("dotnet", [HostPath(), "--urls", "http://127.0.0.1:0", "--config", WriteConfig()]) { WorkingDirectory = folder };
        var environment = start.Environment;
        environment["ARK_BASE_URL"] = upstreamUrl + "/api/v3";
        environment["ARK_API_KEY"] = "ark";
        environment["VIDEOPROXY_ADMIN_KEY"] = Wrk.Key;
        environment["VIDEOPROXY_SECRET"] = "a secret of the benchmarks, long enough";
        environment["ConnectionStrings__Jobs"] = "Data Source=" + database;
        environment["VideoProxy__Network__AllowHttp"] = "true";
        environment["VideoProxy__Network__AllowPrivate"] = "true";
        environment["VideoProxy__Tracker__MinInterval"] = pollInterval;
        environment["VideoProxy__Tracker__MaxInterval"] = pollInterval;
        return await ChildProcess.StartAsync(start);
    }

    /// <summary>One shipped provider file without its limits: those would be measured, not the gateway.</summary>
    private string WriteConfig()
    {
        var config = Path.Combine(folder, "config");
        Directory.CreateDirectory(Path.Combine(config, "providers"));
        var shipped = Path.Combine(Repository.Root, "config");
        File.Copy(Path.Combine(shipped, "gateway.json"), Path.Combine(config, "gateway.json"), overwrite: true);
        var provider = JsonNode.Parse(File.ReadAllText(Path.Combine(shipped, "providers", "bytedance.json")))!.AsObject();
        provider.Remove("limits");
        File.WriteAllText(Path.Combine(config, "providers", "bytedance.json"), provider.ToJsonString());
        return config;
    }

    private static string HostPath() => Path.Combine(Repository.Root, "artifacts", "bin", "VideoProxy", "release", "VideoProxy.dll");
}
