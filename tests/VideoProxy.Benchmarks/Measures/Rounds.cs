namespace VideoProxy.Benchmarks.Measures;

/// <summary>Runs several measurements in turn, round after round, so that a slow moment of the machine affects all of them.</summary>
internal static class Rounds
{
    private const int Count = 5;

    public static Task<IReadOnlyList<double[]>> RunAsync(params Func<Task<double>>[] measures) => RunAsync(1, measures);

    public static async Task<IReadOnlyList<double[]>> RunAsync(int warmUps, params Func<Task<double>>[] measures)
    {
        for (var i = 0; i < warmUps; i++)
            foreach (var warm in measures) await warm();
        var rounds = new List<double[]>();
        for (var round = 0; round < Count; round++)
        {
            var results = new double[measures.Length];
            for (var i = 0; i < measures.Length; i++) results[i] = await measures[i]();
            rounds.Add(results);
        }

        return rounds;
    }

    public static IReadOnlyList<(double Gateway, double Reference)> Pair(this IReadOnlyList<double[]> rounds, int reference) =>
        [.. rounds.Select(r => (r[0], r[reference]))];
}
