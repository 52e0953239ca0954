namespace VideoProxy.Benchmarks.Measures;

internal static class Table
{
    public static void Print(IReadOnlyList<Row> rows, TextWriter output)
    {
        string[][] cells =
        [
            ["what", "gateway", "reference", "ratio, median of rounds", "goal", ""],
            .. rows.Select(r => (string[])[r.What, r.Gateway, r.Reference, r.Result, r.Goal, r.Reached ? "reached" : "MISSED"]),
        ];
        var widths = Enumerable.Range(0, cells[0].Length).Select(i => cells.Max(c => c[i].Length)).ToArray();
        foreach (var line in cells)
            output.WriteLine(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
