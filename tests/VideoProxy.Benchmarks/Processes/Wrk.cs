using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoProxy.Benchmarks.Processes;

/// <summary>Runs wrk once and reads its output. An answer other than 2xx fails the benchmark.</summary>
internal static partial class Wrk
{
    public const string Key = "sk-benchmark";

    public static async Task<double> RequestsPerSecondAsync(string url, int connections, int seconds, string? script = null) =>
        double.Parse(Requests().Match(await RunAsync(url, connections, seconds, script)).Groups[1].Value, CultureInfo.InvariantCulture);

    public static async Task<double> GigabytesPerSecondAsync(string url, int connections, int seconds)
    {
        var match = Transfer().Match(await RunAsync(url, connections, seconds, null));
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "GB" => value,
            "MB" => value / 1024,
            var unit => throw new InvalidOperationException($"wrk received only {value} {unit}/s, which is too slow to compare."),
        };
    }

    private static async Task<string> RunAsync(string url, int connections, int seconds, string? script)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        string[] arguments = ["-t", "1", "-c", $"{connections}", "-d", $"{seconds}s", "--timeout", "10s", "-H", "Authorization: Bearer " + Key];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (script is not null)
        {
            start.ArgumentList.Add("-s");
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, script));
        }

        start.ArgumentList.Add(url);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || process.ExitCode != 0)
            throw new InvalidOperationException($"wrk failed at {url}. Its output was:\n{output}");
        return output;
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Transfer/sec:\s+([\d.]+)(\w+)")]
    private static partial Regex Transfer();
}
