using System.Diagnostics;
using System.Text.Json.Nodes;

namespace VideoProxy.Benchmarks.Processes;

/// <summary>Starts the gateway in the same way as an operator.</summary>
internal sealed class GatewayFactory(string folder)
{
    private int _next;

    public string NewDatabase() => $"Data Source={Path.Combine(folder, $"jobs-{++_next}.db")}";

    public async Task<ChildProcess> StartAsync(GatewayPlan plan)
    {
        var start = new ProcessStartInfo("dotnet", [HostPath(), "--urls", "http://127.0.0.1:0", "--config", WriteConfig(plan)]) { WorkingDirectory = folder };
        var environment = start.Environment;
        environment["ARK_API_KEY"] = "ark";
        environment["VIDEOPROXY_ADMIN_KEY"] = Wrk.Key;
        environment["VIDEOPROXY_SECRET"] = "a secret of the benchmarks, long enough";
        environment["ConnectionStrings__Jobs"] = plan.ConnectionString ?? NewDatabase();
        environment["VideoProxy__Network__AllowHttp"] = "true";
        environment["VideoProxy__Network__AllowPrivate"] = "true";
        environment["VideoProxy__Tracker__MinInterval"] = plan.PollInterval.ToString();
        environment["VideoProxy__Tracker__MaxInterval"] = plan.PollInterval.ToString();
        return await ChildProcess.StartAsync(start);
    }

    /// <summary>
    /// Writes a config folder from the shipped provider file, without the limits of a real account. With account limits, the benchmark
    /// would measure the limits instead of the gateway.
    /// </summary>
    private string WriteConfig(GatewayPlan plan)
    {
        var config = Path.Combine(folder, $"config-{++_next}");
        Directory.CreateDirectory(Path.Combine(config, "providers"));
        var shipped = Path.Combine(Repository.Root, "config");
        File.Copy(Path.Combine(shipped, "gateway.json"), Path.Combine(config, "gateway.json"));
        foreach (var (id, address) in plan.Providers)
        {
            var file = JsonNode.Parse(File.ReadAllText(Path.Combine(shipped, "providers", GatewayPlan.Provider + ".json")))!.AsObject();
            file["id"] = id;
            file["limits"] = new JsonObject { ["pollConcurrency"] = plan.PollConcurrency };
            foreach (var (_, destination) in file["destinations"]!.AsObject()) destination!["address"] = address + "/api/v3";
            File.WriteAllText(Path.Combine(config, "providers", id + ".json"), file.ToJsonString());
        }

        return config;
    }

    private static string HostPath() => Path.Combine(Repository.Root, "artifacts", "bin", "VideoProxy", "release", "VideoProxy.dll");
}
