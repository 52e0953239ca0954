using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>An upstream that answers requests with exactly the bytes it is told to, as no HTTP library would.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Task> _clients = new();
    private readonly Func<string, string> _answer;
    private readonly Task _accepting;

    /// <param name="answer">From the request's first line to all that is sent back.</param>
    public RawUpstream(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string BaseUrl => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/v3";

    public static string Json(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var client in _clients.Keys) client.Close();
        await Task.WhenAll(_clients.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _clients[client] = ServeAsync(client);
            }
        }
        catch (SocketException)
        {
            // Closed: the test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using var stream = new NetworkStream(client);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (await ReadRequestAsync(reader) is { } line) await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer(line)));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Its client has left.
        }
    }

    /// <summary>Its first line, when all of it is here.</summary>
    private static async Task<string?> ReadRequestAsync(StreamReader reader)
    {
        var (first, length) = (await reader.ReadLineAsync(), 0);
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(header.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture);
        }

        // Without the check it would wait for more even then.
        if (length > 0) await reader.ReadBlockAsync(new char[length]);
        return first;
    }
}
