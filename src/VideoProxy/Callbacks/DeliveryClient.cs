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
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(1);

    public async Task<DeliveryResult> SendAsync(CallbackRow callback, IReadOnlyList<string> secrets, byte[] body, CancellationToken cancel)
    {
        // The URL is checked again, because the rules may have become stricter since the create.
        var verdict = network.CheckForeign(callback.Url);
        if (verdict.Url is not { } url) return new(null, $"the URL is not allowed: {verdict.Refusal}", null, null);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var message = CreateMessage(callback, url, secrets, body);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            // The status line decides. The body is only kept for the operator.
            var reply = await ReadReplyAsync(response, either.Token);
            return new((int)response.StatusCode, ErrorOf(response, url), reply, RetryAfterOf(response));
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

    private HttpRequestMessage CreateMessage(CallbackRow callback, Uri url, IReadOnlyList<string> secrets, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "VideoProxy");
        foreach (var (name, value) in CallbackSigner.Headers(callback, secrets, timestamp, body)) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static string? ErrorOf(HttpResponseMessage response, Uri url)
    {
        if (response.IsSuccessStatusCode) return null;
        if (response.Headers.Location is not { } location || !Uri.TryCreate(url, location, out var target)) return $"HTTP {(int)response.StatusCode}";
        // The query may contain a secret of the receiver.
        return $"HTTP {(int)response.StatusCode}, a redirect to {target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}. Redirects are not followed";
    }

    /// <summary>Returns the wait that the receiver asked for, as seconds or as a date in any of HTTP's three forms.</summary>
    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is { } asked) return asked.Delta ?? asked.Date - time.GetUtcNow();
        // More seconds than an int holds. The schedule caps the wait.
        return response.Headers.TryGetValues("Retry-After", out var values) && values.First() is { Length: > 0 } text && text.All(char.IsAsciiDigit) ? TimeSpan.MaxValue : null;
    }

    /// <summary>Reads the beginning of the body, or as much of it as arrives within a short time.</summary>
    private async Task<string?> ReadReplyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(ReplyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var buffer = new byte[KeptReply];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), either.Token) is > 0 and var read) length += read;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            // A body that stalls or breaks off changes nothing.
        }

        // A text column of PostgreSQL cannot store NUL.
        return Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', ' ');
    }
}

/// <summary>The receiver's reply, or the reason why there is none.</summary>
internal sealed record DeliveryResult(int? Status, string? Error, string? Reply, TimeSpan? RetryAfter)
{
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>Whether the gateway could not send, so that the result says nothing about the receiver.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Whether the receiver failed. A refusal of one event (410) says nothing about the next one.</summary>
    public bool IsFailure => !IsDelivered && !IsFinal && !IsUnsent;

    /// <summary>Whether retries stop. 410 Gone means that the receiver does not want this event any more.</summary>
    public bool IsFinal => Status == StatusCodes.Status410Gone;
}
