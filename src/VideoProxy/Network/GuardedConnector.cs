using System.Net;
using System.Net.Sockets;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

/// <summary>
/// Connects to hosts that clients and providers name. It resolves a name once, checks all addresses and connects to exactly those,
/// so that DNS rebinding (another address at the second look-up) has no effect.
/// </summary>
internal sealed class GuardedConnector(NetworkOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancel);
        foreach (var address in addresses)
        {
            // A host with even one refused address is refused, because the owner of its DNS decides which address is tried first.
            if (AddressRules.Refusal(address, options.AllowPrivate) is { } refusal)
                throw new GuardRefusedException($"The host resolves to an address that is not allowed: {refusal}.");
        }

        if (addresses.Length == 0) throw new GuardRefusedException("The host resolves to no address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>
/// Thrown when the guarded connector refuses a host. A connect callback can only refuse by throwing. The exception arrives as
/// the inner exception of the request's <see cref="HttpRequestException"/>.
/// </summary>
internal sealed class GuardRefusedException(string message) : IOException(message);
