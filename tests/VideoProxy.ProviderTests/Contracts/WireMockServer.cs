using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VideoProxy.ProviderTests.Support;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>One WireMock process on a free port for the whole run. Each plugin's mappings answer below <c>/&lt;plugin&gt;</c>.</summary>
public sealed partial class WireMockServer(IMessageSink messages) : IAsyncLifetime, IDisposable
{
    private const string JarPattern = "wiremock-standalone-*.jar";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("wiremock-").FullName;
    private readonly List<string> table = [];
    private Process? process;

    public HttpClient Client { get; } = new();

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (PortLine().Match(line.Data ?? "") is { Success: true } match)
                started.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        };
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("WireMock ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();

        Address = $"http://127.0.0.1:{await started.Task.WaitAsync(StartTimeout)}";
        foreach (var plugin in PluginFolder.All)
        {
            foreach (var file in plugin.Mappings)
                await LoadAsync(StateMapping.ReadFile(plugin.Name, file));
        }
    }

    /// <summary>Notes a line of the table that is printed at the end of the run.</summary>
    public void Record(string plugin, string state, bool passed) => table.Add($"{plugin,-20} {state,-14} {(passed ? "passed" : "FAILED")}");

    public Task DisposeAsync()
    {
        messages.OnMessage(new DiagnosticMessage("provider x state\n{0}", string.Join('\n', table.Order(StringComparer.Ordinal))));
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private ProcessStartInfo StartInfo()
    {
        var build = Repository.PathOf("tests", "node_modules", "wiremock", "build");
        var jar = Directory.Exists(build) ? Directory.GetFiles(build, JarPattern).SingleOrDefault() : null;
        if (jar is null)
            throw new InvalidOperationException($"No {JarPattern} in {build}: run `npm ci` in tests/.");

        return new ProcessStartInfo("java", ["-jar", jar, "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder])
        {
            RedirectStandardOutput = true,
        };
    }

    private async Task LoadAsync(StateMapping mapping)
    {
        using var body = new StringContent(mapping.Stub.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(new Uri($"{Address}/__admin/mappings"), body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{mapping.Source}: WireMock refused it: {await answer.Content.ReadAsStringAsync()}");
    }

    [GeneratedRegex(@"^port:\s+(\d+)")]
    private static partial Regex PortLine();
}
