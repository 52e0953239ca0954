using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoProxy.Testing;

/// <summary>One WireMock on a free loopback port, of the jar that the npm package <c>wiremock</c> carries.</summary>
public sealed partial class WireMockProcess : IDisposable
{
    private const string JarPattern = "wiremock-standalone-*.jar";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("wiremock-").FullName;
    private readonly Process _process;

    private WireMockProcess(string jar) => _process = new Process
    {
        StartInfo = new ProcessStartInfo("java", ["-jar", jar, "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", _folder]) { RedirectStandardOutput = true },
        EnableRaisingEvents = true,
    };

    public HttpClient Client { get; } = new();

    public string Address { get; private set; } = "";

    /// <param name="tests">The folder <c>tests/</c>, where the npm packages are.</param>
    public static async Task<WireMockProcess> StartAsync(string tests)
    {
        var build = Path.Combine(tests, "node_modules", "wiremock", "build");
        var jar = Directory.Exists(build) ? Directory.GetFiles(build, JarPattern).SingleOrDefault() : null;
        if (jar is null)
            throw new InvalidOperationException($"No {JarPattern} in {build}: run `npm ci` in tests/.");

        var server = new WireMockProcess(jar);
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        server._process.OutputDataReceived += (_, line) =>
        {
            if (PortLine().Match(line.Data ?? "") is { Success: true } match)
                started.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        };
        server._process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("WireMock ended before it listened."));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server.Address = $"http://127.0.0.1:{await started.Task.WaitAsync(StartTimeout)}";
        return server;
    }

    /// <param name="stub">A mapping as WireMock's documents have it.</param>
    /// <param name="source">Where it comes from, for the message of a refusal.</param>
    public async Task LoadAsync(JsonObject stub, string source)
    {
        using var body = new StringContent(stub.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(new Uri($"{Address}/__admin/mappings"), body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{source}: WireMock refused it: {await answer.Content.ReadAsStringAsync()}");
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"^port:\s+(\d+)")]
    private static partial Regex PortLine();
}
