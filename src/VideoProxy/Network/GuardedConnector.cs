using System.Net;
using System.Net.Sockets;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

/// <summary>
/// Dials hosts that clients and providers name. The addresses are resolved once, all checked, and exactly those dialled:
/// a name that resolves differently the second time (rebinding) gains nothing.
/// </summary>
internal sealed class GuardedConnector(NetworkOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancel);
        foreach (var address in addresses)
        {
            // One bad address refuses the host: whoever runs its DNS decides which one is tried first.
            if (AddressRules.Refusal(address, options.AllowPrivate) is { } refusal)
                throw new GuardRefusedException($"The host resolves to an address that is refused: {refusal}.");
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
/// The guarded connector would not dial a host: an exception, because that is how a connect callback says no. It arrives
/// inside the <see cref="HttpRequestException"/> of the request.
/// </summary>
internal sealed class GuardRefusedException(string message) : IOException(message);
