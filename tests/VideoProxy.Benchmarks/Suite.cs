using VideoProxy.Benchmarks.Measures;

namespace VideoProxy.Benchmarks;

/// <summary>Runs all benchmarks or only the named ones, and prints one table. All servers run on loopback.</summary>
internal static class Suite
{
    private static readonly Dictionary<string, Func<Bench, Task<IEnumerable<Row>>>> Parts = new()
    {
        ["start"] = StartUp.MeasureAsync,
        ["status"] = StatusReads.MeasureAsync,
        ["content"] = Downloads.MeasureAsync,
        ["memory"] = SlowStreams.MeasureAsync,
        ["create"] = Creates.MeasureAsync,
        ["tracking"] = Tracking.MeasureAsync,
        ["hung"] = HungProvider.MeasureAsync,
        ["callbacks"] = Callbacks.MeasureAsync,
    };

    public static async Task<int> RunAsync(string[] only)
    {
        if (only.Except(Parts.Keys).Any())
        {
            await Console.Error.WriteLineAsync($"usage: run.sh [{string.Join(" | ", Parts.Keys)}]…");
            return 2;
        }

        await using var bench = await Bench.StartAsync();
        var rows = new List<Row>();
        foreach (var (name, measure) in Parts.Where(part => only.Length == 0 || only.Contains(part.Key)))
        {
            Console.WriteLine($"Measuring {name} …");
            rows.AddRange(await measure(bench));
        }

        Table.Print(rows, Console.Out);
        return 0;
    }
}
