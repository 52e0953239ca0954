using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>The real program as a process, its log, and a client that points at it.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    // A start is work for the processor alone: where many tests share it, it takes its time.
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private GatewayProcess(GatewaySetup setup)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = setup.WorkingFolder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        string[] fixedArguments = [Path.Combine(setup.HostFolder, "VideoProxy.dll"), "--urls", setup.Urls];
        foreach (var argument in fixedArguments.Concat(setup.Arguments)) start.ArgumentList.Add(argument);
        foreach (var (name, value) in setup.Environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The gateway ended at its start."));
    }

    public HttpClient Client { get; } = new() { Timeout = Until.Patience };

    public string Url => Client.BaseAddress!.AbsoluteUri.TrimEnd('/');

    public string Log => string.Join('\n', _lines);

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>The resident memory of the process, in MB.</summary>
    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    public static async Task<GatewayProcess> StartAsync(GatewaySetup setup)
    {
        var gateway = new GatewayProcess(setup);
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        try
        {
            gateway.Client.BaseAddress = new Uri(await gateway._address.Task.WaitAsync(StartsWithin));
            return gateway;
        }
        catch (Exception error)
        {
            await gateway.DisposeAsync();
            throw new InvalidOperationException($"The gateway did not start. Its log:\n{gateway.Log}", error);
        }
    }

    /// <summary>SIGKILL: nothing of the process runs after it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal by name, such as TERM, STOP or CONT.</summary>
    public Task SignalAsync(string signal) => Process.Start("kill", [$"-{signal}", $"{Id}"]).WaitForExitAsync();

    /// <summary>SIGTERM; done once it takes no new connections.</summary>
    public async Task BeginStopAsync()
    {
        await SignalAsync("TERM");
        await Until.TrueAsync(IsRefusedAsync, "new connections refused");
    }

    /// <summary>Its exit code, when it has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Until.Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task<bool> IsRefusedAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match) _address.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex(@"listening on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
