using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox;

/// <summary>Simulated upstream services on loopback, for trying and testing a gateway without a key or a bill.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly Listener _api;
    private readonly Listener _files;
    private readonly SandboxCast _cast;

    private SandboxHost(Listener api, Listener files, SandboxCast cast, IReadOnlyDictionary<string, string> environment)
    {
        _api = api;
        _files = files;
        _cast = cast;
        Environment = environment;
        CallbackInbox = new Uri(api.Address, "/inbox");
    }

    /// <summary>The variables that point a gateway's provider files at the simulators.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Callbacks posted here (a name may follow) can be read back with GET.</summary>
    public Uri CallbackInbox { get; }

    public static async Task<SandboxHost> StartAsync(SandboxOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var links = new FileLinks();
        var cast = new SandboxCast(options, time, links);
        var files = await Listener.StartAsync(options.FilesPort, new FileServer(time).Map, cancellation);
        try
        {
            links.Address = files.Address;
            var api = await Listener.StartAsync(options.ApiPort, cast.Map, cancellation);
            return new SandboxHost(api, files, cast, cast.Environment(api.Address));
        }
        catch
        {
            cast.Dispose();
            await files.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _files.DisposeAsync();
        _cast.Dispose();
    }
}
