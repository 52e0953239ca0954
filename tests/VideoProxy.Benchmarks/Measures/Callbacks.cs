using VideoProxy.Benchmarks.Processes;
using VideoProxy.Benchmarks.Servers;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>
/// Measures how long callbacks to a healthy receiver take while many more are due to a receiver that hangs, and how many callbacks a
/// second one fast receiver gets. All callbacks are due when the gateway starts.
/// </summary>
internal static class Callbacks
{
    private const int Healthy = 40;
    private const int Many = 20_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string> JobChanges = new()
    {
        ["id"] = "'video_' || @prefix || n",
        ["attempt_id"] = "'att_' || @prefix || n",
    };

    private static readonly Dictionary<string, string> AttemptChanges = new()
    {
        ["id"] = "'att_' || @prefix || n",
        ["job_id"] = "'video_' || @prefix || n",
        ["upstream_id"] = "'cgt-1-' || @prefix || n",
    };

    private static readonly Dictionary<string, string> CallbackChanges = new()
    {
        ["id"] = "'cb_' || @prefix || n",
        ["event_id"] = "'evt_' || @prefix || n",
        ["job_id"] = "'video_' || @prefix || n",
        ["url"] = "@url",
        ["receiver"] = "@receiver",
        ["status"] = "'pending'",
        ["attempts"] = "0",
        ["finished_at"] = "NULL",
    };

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        var rows = new List<Row>();
        foreach (var hanging in (int[])[160, 500, 5_000])
        {
            var (seconds, received) = await MeasureAsync(bench, hanging, Healthy);
            rows.Add(Row.OfAmount($"{Healthy} callbacks beside {hanging:N0} to a receiver that hangs", seconds, 1, "s", $"{received.Posts} posts of {received.Events} events"));
        }

        var (_, fast) = await MeasureAsync(bench, hanging: 0, Many);
        rows.Add(Row.OfRate($"{Many:N0} callbacks to one fast receiver", fast.Events / fast.Seconds, 2_000, "/s", $"{fast.Posts} posts of {fast.Events} events"));
        return rows;
    }

    /// <returns>The seconds from the gateway's readiness until the last healthy callback arrived, and what the healthy receiver counted.</returns>
    private static async Task<(double Seconds, Received Received)> MeasureAsync(Bench bench, int hanging, int healthy)
    {
        await using var hangs = await Bench.StartReceiverAsync(hangs: true);
        await using var fast = await Bench.StartReceiverAsync(hangs: false);
        var plan = new GatewayPlan(bench.Upstream.Url) { ConnectionString = bench.Gateways.NewDatabase(), PollInterval = TimeSpan.FromMilliseconds(200) };
        // Create the job and the callback that the seeds copy.
        await using (var sample = await Bench.StartReceiverAsync(hangs: false))
        await using (var first = await bench.Gateways.StartAsync(plan))
        {
            await SampleJob.FinishAsync(first.Url, sample.Url);
            await WaitAsync(sample, 1);
        }

        if (hanging > 0) await SeedAsync(plan, hanging, "hangs", hangs.Url);
        await SeedAsync(plan, healthy, "fast", fast.Url);
        await using var gateway = await bench.Gateways.StartAsync(plan);
        var ready = TimeProvider.System.GetTimestamp();
        var received = await WaitAsync(fast, healthy);
        return (TimeProvider.System.GetElapsedTime(ready).TotalSeconds, received);
    }

    private static Task SeedAsync(GatewayPlan plan, int count, string prefix, string url) => RowCopies.InsertAsync(
        plan.ConnectionString!, count, [("jobs", JobChanges), ("attempts", AttemptChanges), ("callbacks", CallbackChanges)], ("@prefix", prefix), ("@url", url + "/events"), ("@receiver", url));

    private static async Task<Received> WaitAsync(ChildProcess receiver, int events)
    {
        var giveUp = TimeProvider.System.GetUtcNow() + Timeout;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await timer.WaitForNextTickAsync())
        {
            var received = await StubReceiver.AskAsync(receiver.Url);
            if (received.Events >= events) return received;
            if (TimeProvider.System.GetUtcNow() > giveUp) throw new InvalidOperationException($"The receiver got only {received.Events} of {events} events within {Timeout}.");
        }

        throw new InvalidOperationException("The timer stopped before the callbacks arrived.");
    }
}
