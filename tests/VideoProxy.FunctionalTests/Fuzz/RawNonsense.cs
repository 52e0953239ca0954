using System.Net.Sockets;
using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Fuzz;

/// <summary>Requests that no HTTP library would send. The server itself refuses many of them, without an envelope.</summary>
internal static class RawNonsense
{
    private const string Head = $"POST /v1/videos HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TestBed.Key}\r\nContent-Type: application/json\r\n";
    private const string Chunked = Head + "Transfer-Encoding: chunked\r\n\r\n";

    private static readonly string[] Texts =
    [
        Chunked + "zz\r\n{}\r\n0\r\n\r\n", Chunked + "-1\r\n{}\r\n0\r\n\r\n", Chunked + "ffffffffffffffffff\r\n{}", Chunked + "2\r\n{}", Chunked + "2\r\n{}garbage\r\n0\r\n\r\n",
        Chunked + "2;a=b\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", Chunked + "0\r\n\r\n", Chunked + "\r\n\r\n", Chunked + "2\n{}\n0\n\n",
        Head + "Content-Length: -1\r\n\r\n{}", Head + "Content-Length: 99999999999999999999\r\n\r\n{}", Head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", Head + "Content-Length: 50\r\n\r\n{}",
        Head + "Content-Length: 68719476736\r\n\r\n{}", Head + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", Head + "Transfer-Encoding: gzip\r\n\r\n{}",
        Head + string.Concat(Enumerable.Range(0, 300).Select(i => $"x-{i}: a\r\n")) + "\r\n", Head + $"x-bomb: {new string('a', 100_000)}\r\n\r\n", Head + "no colon\r\n\r\n", Head + ": no name\r\n\r\n",
        Head + "x-nul: a\0b\r\n\r\n", Head + "Idempotency-Key: \u00ff\r\nContent-Length: 2\r\n\r\n{}", Head + "x-folded: a\r\n b\r\n\r\n", Head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", Head + "Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 2\r\n\r\n{}",
        $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: a\r\n\r\n", "GET /v1/videos HTTP/1.1\r\n\r\n", "GET /v1/videos HTTP/9.9\r\nHost: a\r\n\r\n", "GET  /v1/videos HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/videos/%00 HTTP/1.1\r\nHost: a\r\n\r\n", "GET v1/videos HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://b/v1/videos HTTP/1.1\r\nHost: a\r\n\r\n", "GET /v1/videos HTTP/1.1\r\nHost: a b\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n\r\n\r\n", "\0\0\0\0", "\u0016\u0003\u0001\u0002\0", "NONSENSE\r\n\r\n", "GET /v1/videos\r\n\r\n",
    ];

    /// <summary>One of them, sometimes cut off; the status line that came back, or nothing where the server just closed.</summary>
    public static async Task<(string Sent, string StatusLine)> SendAsync(GatewayProcess gateway, Random random)
    {
        var text = Texts[random.Next(Texts.Length)];
        if (random.Next(5) == 0) text = text[..random.Next(text.Length)];
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Client.BaseAddress!.Host, gateway.Client.BaseAddress.Port);
        var sent = text.Length <= 400 ? text : text[..400];
        try
        {
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            // Nothing more will come: a server that waits for the rest learns it now.
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            using var deadline = new CancellationTokenSource(Until.Patience);
            return (sent, await reader.ReadLineAsync(deadline.Token) ?? "");
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return (sent, "");
        }
    }
}
