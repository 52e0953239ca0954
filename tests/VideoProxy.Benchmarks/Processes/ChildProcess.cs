using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoProxy.Benchmarks.Processes;

/// <summary>A server in a separate process. The benchmark reads the server's address from the console output.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private ChildProcess(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => ReadLine(line.Data);
        _process.ErrorDataReceived += (_, line) => ReadLine(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} exited before it printed its address. Its last line was: {LastLine}"));
    }

    public string Url { get; private set; } = "";

    /// <summary>The time from the start of the process until the server printed its address.</summary>
    public TimeSpan StartUp { get; private set; }

    private string? LastLine { get; set; }

    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start)
    {
        var watch = Stopwatch.StartNew();
        var child = new ChildProcess(start);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child.Url = await child._address.Task.WaitAsync(TimeSpan.FromSeconds(30));
        child.StartUp = watch.Elapsed;
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void ReadLine(string? line)
    {
        if (line is null) return;
        LastLine = line;
        if (Listening().Match(line) is { Success: true } match) _address.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex(@"listening on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
