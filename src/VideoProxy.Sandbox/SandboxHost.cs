using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox;

/// <summary>
/// A host for simulated upstream services on loopback. Use these services to try and test a gateway without
/// provider keys and without costs.
/// </summary>
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

    /// <summary>The environment variables that point a gateway's provider files at the simulators.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>
    /// The URL of the callback inbox. A GET returns the callbacks that were posted to it. A client may append a name, such as
    /// <c>/inbox/test</c>.
    /// </summary>
    public Uri CallbackInbox { get; }

    /// <summary>Starts the API listener and the files listener.</summary>
    /// <param name="options">The ports and the duration of a generation.</param>
    /// <param name="time">The clock of all simulated tasks.</param>
    /// <param name="cancellation">Cancels the start.</param>
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

    /// <summary>Stops both listeners.</summary>
    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _files.DisposeAsync();
        _cast.Dispose();
    }
}
