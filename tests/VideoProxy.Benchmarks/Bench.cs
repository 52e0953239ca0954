using System.Diagnostics;
using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks;

/// <summary>The resources that all parts of a run share: a temporary folder, a stub of the provider, and an nginx that serves the video.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const int VideoBytes = 32 << 20;

    private Bench(string folder, Nginx nginx, ChildProcess upstream) =>
        (Folder, Nginx, Upstream, Gateways) = (folder, nginx, upstream, new GatewayFactory(folder));

    public string Folder { get; }
    public Nginx Nginx { get; }
    public ChildProcess Upstream { get; }
    public GatewayFactory Gateways { get; }

    public static async Task<Bench> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("videoproxy-bench-").FullName;
        var nginx = await Nginx.StartAsync(folder, VideoBytes);
        return new Bench(folder, nginx, await StartSelfAsync("upstream", nginx.FileUrl));
    }

    /// <summary>Starts the bare server to which the gateway is compared.</summary>
    /// <param name="status">The bytes that its status endpoint returns.</param>
    public async Task<ChildProcess> StartBareAsync(byte[]? status = null)
    {
        var file = Path.Combine(Folder, "status.json");
        await File.WriteAllBytesAsync(file, status ?? []);
        return await StartSelfAsync("bare", Upstream.Url, Nginx.FileUrl, file);
    }

    /// <summary>Starts a receiver of callbacks.</summary>
    /// <param name="hangs">Whether it accepts posts and never replies.</param>
    public static Task<ChildProcess> StartReceiverAsync(bool hangs) => StartSelfAsync("receiver", hangs ? "hangs" : "fast");

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        await Nginx.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Task<ChildProcess> StartSelfAsync(params string[] arguments) =>
        ChildProcess.StartAsync(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VideoProxy.Benchmarks.dll"), .. arguments]));
}
