using System.Globalization;
using System.Net.Sockets;
using System.Text;
using VideoProxy.Configuration;
using VideoProxy.Network;

namespace VideoProxy.Callbacks;

/// <summary>Sends one delivery to the receiver through the guarded connector.</summary>
internal sealed class DeliveryClient(HttpClient http, NetworkRules network, CallbacksOptions options, TimeProvider time)
{
    private const int KeptReply = 4096;

    public async Task<DeliveryResult> SendAsync(CallbackRow callback, string secret, byte[] body, CancellationToken cancel)
    {
        // The URL is checked again, because the rules may have become stricter since the create.
        var verdict = network.CheckForeign(callback.Url);
        if (verdict.Url is not { } url) return new(null, $"the URL is not allowed: {verdict.Refusal}", null, null);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var message = CreateMessage(callback, url, secret, body);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var reply = await ReadReplyAsync(response, either.Token);
            var error = response.IsSuccessStatusCode ? null : $"HTTP {(int)response.StatusCode}";
            return new((int)response.StatusCode, error, reply, response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException error) when (error.InnerException is GuardRefusedException refused)
        {
            return new(null, refused.Message, null, null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return new(null, error is HttpRequestException failed ? failed.HttpRequestError.ToString() : "the connection was lost", null, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new(null, $"timed out: no reply within {options.Timeout.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s", null, null);
        }
    }

    private HttpRequestMessage CreateMessage(CallbackRow callback, Uri url, string secret, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "VideoProxy");
        foreach (var (name, value) in CallbackSigner.Headers(callback, secret, timestamp, body)) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static async Task<string> ReadReplyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[KeptReply];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        // A text column of PostgreSQL cannot store NUL.
        return Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', ' ');
    }
}

/// <summary>The receiver's reply, or the reason why there is none.</summary>
internal sealed record DeliveryResult(int? Status, string? Error, string? Reply, TimeSpan? RetryAfter)
{
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>Whether retries stop. 410 Gone means that the receiver does not want this event any more.</summary>
    public bool IsFinal => Status == StatusCodes.Status410Gone;
}
