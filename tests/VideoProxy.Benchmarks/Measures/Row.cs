using System.Globalization;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>A row of the result table.</summary>
internal sealed record Row(string What, string Gateway, string Reference, string Result, string Goal, bool Reached)
{
    /// <summary>Builds a row with the median of the ratios of all rounds, and the smallest and largest ratio.</summary>
    public static Row OfRatio(string what, string unit, IReadOnlyList<(double Gateway, double Reference)> rounds, double goal)
    {
        var ratios = rounds.Select(r => r.Gateway / r.Reference).Order().ToList();
        var ratio = Median(ratios);
        return new Row(
            what,
            Text($"{Median(rounds.Select(r => r.Gateway)):0.##} {unit}"),
            Text($"{Median(rounds.Select(r => r.Reference)):0.##} {unit}"),
            Text($"{ratio:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00})"),
            Text($">= {goal:0.00}"),
            ratio >= goal);
    }

    public static Row OfAmount(string what, double value, double max, string unit, string reference = "") =>
        new(what, Text($"{value:0.#} {unit}"), reference, "", Text($"<= {max:0.#} {unit}"), value <= max);

    public static Row OfRate(string what, double value, double min, string unit, string reference = "") =>
        new(what, Text($"{value:0.#} {unit}"), reference, "", Text($">= {min:0.#} {unit}"), value >= min);

    public static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 0.5);

    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[(int)(sorted.Count * share)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
