using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>One connection over a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultLink(FaultProxy proxy, Socket client) : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile TaskCompletionSource? _stall;

    /// <summary>The client has asked PostgreSQL for notifications on it.</summary>
    public bool Listens { get; private set; }

    public async Task RunAsync(int targetPort)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, targetPort);
            await Task.WhenAny(PumpAsync(client, _server, LookForListen), PumpAsync(_server, client, _ => { }));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut before it was made.
        }

        Cut();
    }

    /// <summary>Both ends see a reset.</summary>
    public void Cut()
    {
        foreach (var end in (Socket[])[client, _server]) end.Close(timeout: 0);
        Resume();
    }

    public void Dispose() => Cut();

    public void Stall() => _stall ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        _stall?.TrySetResult();
        _stall = null;
    }

    private async Task PumpAsync(Socket from, Socket to, Action<ReadOnlyMemory<byte>> look)
    {
        try
        {
            var buffer = new byte[16 << 10];
            while (await from.ReceiveAsync(buffer) is var read and > 0)
            {
                look(buffer.AsMemory(0, read));
                if (_stall is { } stall) await stall.Task;
                if (proxy.Delay > TimeSpan.Zero) await Task.Delay(proxy.Delay, TimeProvider.System);
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut, or one of the two programs is gone.
        }
    }

    private void LookForListen(ReadOnlyMemory<byte> said) => Listens |= Encoding.ASCII.GetString(said.Span).Contains("LISTEN ", StringComparison.Ordinal);
}
