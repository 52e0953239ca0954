using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Starts a gateway with unfinished jobs, and waits until it has completed every job that finishes during the run.</summary>
internal static class TrackedRun
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <returns>The lags of the jobs of the first seed (see <see cref="JobSeed.LagsAsync"/>), and the peak resident memory in megabytes.</returns>
    public static async Task<(List<double> Lags, double Megabytes)> MeasureAsync(Bench bench, GatewayPlan plan, IReadOnlyList<SeededJobs> seeds)
    {
        // Create the job that the seeds copy.
        await using (var first = await bench.Gateways.StartAsync(plan)) await SampleJob.CreateAsync(first.Url);
        foreach (var seed in seeds) await JobSeed.InsertAsync(plan.ConnectionString!, seed);

        await using var gateway = await bench.Gateways.StartAsync(plan);
        var (watched, memory) = (seeds[0], 0.0);
        var giveUp = TimeProvider.System.GetUtcNow() + Timeout;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync())
        {
            memory = Math.Max(memory, gateway.ResidentMegabytes);
            if (watched.FirstFinish + watched.Span > TimeProvider.System.GetUtcNow()) continue;
            var lags = await JobSeed.LagsAsync(plan.ConnectionString!, watched.Provider);
            // Leave out the sample job. The id of the sample job holds no finish time, so its lag would be meaningless.
            lags = [.. lags.Where(lag => lag < Timeout.TotalSeconds)];
            if (lags.Count >= watched.Finishing) return (lags, memory);
            if (TimeProvider.System.GetUtcNow() > giveUp)
                throw new InvalidOperationException($"The gateway completed only {lags.Count} of {watched.Finishing} finished jobs within {Timeout}.");
        }

        throw new InvalidOperationException("The timer stopped before the jobs finished.");
    }
}
