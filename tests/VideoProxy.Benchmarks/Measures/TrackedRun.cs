using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Starts a gateway on unfinished jobs and lets it go on until it has seen all finish that do.</summary>
internal static class TrackedRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>How long after its finish each job of the first seed was seen finished, in seconds, ascending; the most resident megabytes.</returns>
    public static async Task<(List<double> Lags, double Megabytes)> MeasureAsync(Bench bench, GatewayPlan plan, IReadOnlyList<SeededJobs> seeds)
    {
        // The job that the others are copies of.
        await using (var first = await bench.Gateways.StartAsync(plan)) await SampleJob.CreateAsync(first.Url);
        foreach (var seed in seeds) await JobSeed.PlantAsync(plan.ConnectionString!, seed);

        await using var gateway = await bench.Gateways.StartAsync(plan);
        var (watched, memory) = (seeds[0], 0.0);
        var giveUp = TimeProvider.System.GetUtcNow() + Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync())
        {
            memory = Math.Max(memory, gateway.ResidentMegabytes);
            if (watched.FirstFinish + watched.Span > TimeProvider.System.GetUtcNow()) continue;
            var lags = await JobSeed.LagsAsync(plan.ConnectionString!, watched.Provider);
            // The sample job may have finished too, long after the moment in its id.
            lags = [.. lags.Where(lag => lag < Patience.TotalSeconds)];
            if (lags.Count >= watched.Finishing) return (lags, memory);
            if (TimeProvider.System.GetUtcNow() > giveUp)
                throw new InvalidOperationException($"Of {watched.Finishing} finished jobs the gateway saw {lags.Count} in {Patience}.");
        }

        throw new InvalidOperationException("The timer has stopped.");
    }
}
