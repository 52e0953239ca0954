using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A wire between two programs on loopback that can be down, cut, stalled or slow.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<FaultLink, Task> _links = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile bool _refuses;
    private int _refusals;
    private volatile bool _stalls;

    public FaultProxy(int targetPort)
    {
        _target = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were turned away.</summary>
    public int Refusals => _refusals;

    /// <summary>How long each piece is held before it is passed on, in both directions.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>As when the server's machine is off: nothing that was connected stays, nothing new connects.</summary>
    public void Down()
    {
        _refuses = true;
        Cut();
    }

    public void Up() => _refuses = false;

    public void Cut(Func<FaultLink, bool>? which = null) => Each(which, link => link.Cut());

    /// <summary>Connections stay and new ones are taken, but nothing passes until <see cref="Resume"/>.</summary>
    public void Stall()
    {
        _stalls = true;
        Stall(_ => true);
    }

    /// <summary>Some of the connections of this moment only.</summary>
    public void Stall(Func<FaultLink, bool> which) => Each(which, link => link.Stall());

    public void Resume()
    {
        _stalls = false;
        Each(null, link => link.Resume());
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut();
        await Task.WhenAll(_links.Values);
    }

    private void Each(Func<FaultLink, bool>? which, Action<FaultLink> change)
    {
        foreach (var link in _links.Keys.Where(which ?? (_ => true))) change(link);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Take(await _listener.AcceptSocketAsync());
            }
            catch (SocketException)
            {
                // Closed: the test is over.
                return;
            }
        }
    }

    private void Take(Socket client)
    {
        var link = new FaultLink(this, client);
        // A reset instead of a closed port, which another program could take meanwhile.
        if (_refuses) Refuse(link);
        if (_stalls) link.Stall();
        _links[link] = link.RunAsync(_target);
        // Down came in between, and did not see this one.
        if (_refuses) link.Cut();
    }

    private void Refuse(FaultLink link)
    {
        Interlocked.Increment(ref _refusals);
        link.Cut();
    }
}
