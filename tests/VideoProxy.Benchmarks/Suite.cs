using System.Diagnostics;
using VideoProxy.Benchmarks.Measures;
using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks;

/// <summary>The whole run: starts what it needs on loopback, measures, prints one table.</summary>
internal static class Suite
{
    private const int VideoBytes = 32 << 20;
    private const string EveryHalfHour = "00:30:00";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("videoproxy-bench-").FullName;
        try
        {
            await using var nginx = await Nginx.StartAsync(folder, VideoBytes);
            await using var upstream = await StartSelfAsync("upstream", nginx.FileUrl);
            var gateways = new GatewayFactory(folder);
            List<Row> rows = [.. await MeasureStartAsync(gateways, upstream.Url)];
            await using var gateway = await gateways.StartAsync(upstream.Url, "00:00:00.2");
            var (path, status) = await FinishedJob.CreateAsync(gateway.Url);
            var statusFile = Path.Combine(folder, "status.json");
            await File.WriteAllBytesAsync(statusFile, status);
            await using var bare = await StartSelfAsync("bare", upstream.Url, nginx.FileUrl, statusFile);

            rows.Add(await MeasureStatusAsync(gateway.Url + path, bare.Url + "/status"));
            rows.AddRange(await MeasureContentAsync(gateway.Url + path + "/content", bare.Url + "/content", nginx.ProxyUrl));
            rows.Add(Row.OfAmount($"memory, {SlowStreams.Count} slow streams", await SlowStreams.ExtraMegabytesAsync(gateway, path + "/content"), 60, "MB more"));
            await using var creating = await gateways.StartAsync(upstream.Url, EveryHalfHour);
            rows.Add(await MeasureCreateAsync(creating.Url + "/v1/videos", bare.Url + "/v1/videos"));
            Table.Print(rows, Console.Out);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IEnumerable<Row>> MeasureStartAsync(GatewayFactory gateways, string upstream)
    {
        Console.WriteLine("start …");
        var starts = new List<(double Milliseconds, double Megabytes)>();
        for (var i = 0; i < 5; i++)
        {
            await using var gateway = await gateways.StartAsync(upstream, EveryHalfHour);
            starts.Add((gateway.StartUp.TotalMilliseconds, gateway.ResidentMegabytes));
        }

        return
        [
            Row.OfAmount("start until it listens", Row.Median(starts.Select(s => s.Milliseconds)), 1000, "ms"),
            Row.OfAmount("memory after start", Row.Median(starts.Select(s => s.Megabytes)), 100, "MB"),
        ];
    }

    private static async Task<Row> MeasureStatusAsync(string gateway, string bare)
    {
        Console.WriteLine("status …");
        var rounds = await Rounds.RunAsync(
            () => Wrk.RequestsPerSecondAsync(gateway, 64, 2), () => Wrk.RequestsPerSecondAsync(bare, 64, 2));
        return Row.OfRatio("status / bare Kestrel", "req/s", rounds.Pair(1), 0.6);
    }

    private static async Task<Row> MeasureCreateAsync(string gateway, string bare)
    {
        Console.WriteLine("create …");
        var rounds = await Rounds.RunAsync(
            () => Wrk.RequestsPerSecondAsync(gateway, 64, 2, "create.lua"), () => Wrk.RequestsPerSecondAsync(bare, 64, 2, "create.lua"));
        return Row.OfRatio("durable create / bare YARP", "req/s", rounds.Pair(1), 0.5);
    }

    private static async Task<IEnumerable<Row>> MeasureContentAsync(string gateway, string bare, string nginx)
    {
        Console.WriteLine("content …");
        var rounds = await Rounds.RunAsync(
            () => Wrk.GigabytesPerSecondAsync(gateway, 8, 3), () => Wrk.GigabytesPerSecondAsync(bare, 8, 3), () => Wrk.GigabytesPerSecondAsync(nginx, 8, 3));
        return
        [
            Row.OfRatio("content 32 MB x 8 / bare YARP", "GB/s", rounds.Pair(1), 1.3),
            Row.OfRatio("content 32 MB x 8 / tuned nginx", "GB/s", rounds.Pair(2), 0.95),
        ];
    }

    private static Task<ChildProcess> StartSelfAsync(params string[] arguments) =>
        ChildProcess.StartAsync(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VideoProxy.Benchmarks.dll"), .. arguments]));
}
