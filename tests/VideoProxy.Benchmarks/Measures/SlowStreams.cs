using System.Net.Sockets;
using System.Text;
using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Measures how much more memory the gateway uses while many clients read slowly.</summary>
internal static class SlowStreams
{
    private const int Count = 500;
    private const int Rounds = 40;

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        await using var gateway = await bench.Gateways.StartAsync(new GatewayPlan(bench.Upstream.Url) { PollInterval = TimeSpan.FromSeconds(0.2) });
        var content = (await SampleJob.FinishAsync(gateway.Url)).Path + "/content";
        // Send some videos first. Otherwise the result would include the code and buffers that the gateway allocates only once.
        await Wrk.GigabytesPerSecondAsync(gateway.Url + content, 8, 3);
        return [Row.OfAmount($"memory, {Count} slow streams", await ExtraMegabytesAsync(gateway, content), 60, "MB more")];
    }

    private static async Task<double> ExtraMegabytesAsync(ChildProcess gateway, string path)
    {
        var before = gateway.ResidentMegabytes;
        var clients = new List<Socket>();
        try
        {
            for (var i = 0; i < Count; i++) clients.Add(await OpenAsync(new Uri(gateway.Url), path));
            return await ReadSlowlyAsync(clients, gateway) - before;
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    private static async Task<double> ReadSlowlyAsync(List<Socket> clients, ChildProcess gateway)
    {
        var peak = 0.0;
        var buffer = new byte[16 << 10];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var round = 0; round < Rounds; round++)
        {
            await timer.WaitForNextTickAsync();
            foreach (var client in clients)
                if (await client.ReceiveAsync(buffer) == 0) throw new InvalidOperationException("The gateway closed a slow stream.");
            peak = Math.Max(peak, gateway.ResidentMegabytes);
        }

        return peak;
    }

    private static async Task<Socket> OpenAsync(Uri gateway, string path)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 64 << 10 };
        await client.ConnectAsync(gateway.Host, gateway.Port);
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {Wrk.Key}\r\n\r\n"));
        return client;
    }
}
