using System.Net.Sockets;
using System.Text;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A client that says exactly what it is told to, for requests that no HTTP library would send.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawHttp> SendAsync(GatewayProcess gateway, string text)
    {
        var raw = new RawHttp();
        await raw._client.ConnectAsync(gateway.Client.BaseAddress!.Host, gateway.Client.BaseAddress.Port);
        await raw._client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));
        return raw;
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>What arrives until <paramref name="end"/> was seen or the server closed.</summary>
    public async Task<string> ReadUntilAsync(string end)
    {
        using var deadline = new CancellationTokenSource(Until.Patience);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while (!text.ToString().Contains(end, StringComparison.Ordinal) && (read = await _client.GetStream().ReadAsync(buffer, deadline.Token)) > 0)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }

    /// <summary>Closes with a reset, as a client that is killed does.</summary>
    public void HangUp()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
