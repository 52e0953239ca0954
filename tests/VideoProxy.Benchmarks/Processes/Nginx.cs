using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VideoProxy.Benchmarks.Processes;

/// <summary>An nginx that is both the file store and the tuned proxy to which the gateway is compared.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;

    private Nginx(Process process, int files, int proxy)
    {
        _process = process;
        FileUrl = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{files}/video.mp4");
        ProxyUrl = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{proxy}/video.mp4");
    }

    public string FileUrl { get; }
    public string ProxyUrl { get; }

    public static async Task<Nginx> StartAsync(string folder, int fileBytes)
    {
        Directory.CreateDirectory(Path.Combine(folder, "files"));
        var bytes = new byte[fileBytes];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(Path.Combine(folder, "files", "video.mp4"), bytes);

        var (files, proxy) = (FreePort(), FreePort());
        var text = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "nginx.conf")))
            .Replace("{{user}}", Environment.UserName == "root" ? "user root;" : "", StringComparison.Ordinal)
            .Replace("{{folder}}", folder, StringComparison.Ordinal)
            .Replace("{{files}}", files.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{proxy}}", proxy.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var conf = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(conf, text);
        var nginx = new Nginx(Process.Start(new ProcessStartInfo("nginx", ["-p", folder, "-c", conf]))!, files, proxy);
        await nginx.ReadyAsync();
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 100 && !_process.HasExited; tries++)
        {
            await timer.WaitForNextTickAsync();
            try
            {
                using var answer = await client.GetAsync(ProxyUrl, HttpCompletionOption.ResponseHeadersRead);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // nginx does not listen yet, so try again.
            }
        }

        throw new InvalidOperationException("nginx exited or did not answer within 5 seconds. See nginx-error.log in the temporary folder.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
