using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VideoProxy.Tests.Support;

/// <summary>A receiver of callbacks on loopback. After each request it writes what the script says to the raw connection.</summary>
internal sealed class ScriptedReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, Task> _answer;
    private int _requests;

    private ScriptedReceiver(Func<NetworkStream, Task> answer) => _answer = answer;

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook?secret=1";

    public int Requests => _requests;

    public static ScriptedReceiver Start(Func<NetworkStream, Task> answer)
    {
        var receiver = new ScriptedReceiver(answer);
        receiver._listener.Start();
        _ = receiver.AcceptAsync();
        return receiver;
    }

    public static ScriptedReceiver Start(string answer) => Start(stream => WriteAsync(stream, answer));

    public static Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                // One request on each connection: the headers and the short body arrive together or soon after.
                var buffer = new byte[64 << 10];
                var text = "";
                while (!IsWhole(text)) text += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
                Interlocked.Increment(ref _requests);
                await _answer(stream);
            }
            catch (IOException)
            {
                // The gateway closed the connection.
            }
        }
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var length = text.Split("\r\n").Select(line => line.Split(": ")).FirstOrDefault(header => header[0] == "Content-Length")?[1];
        return text.Length - end - 4 >= int.Parse(length ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
