using System.Globalization;
using System.Net.Sockets;
using VideoProxy.Abstractions;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Pipeline;

/// <summary>Downloads an image that a client sent as a link, for providers that accept only bytes. All connections go through the guarded connector.</summary>
internal sealed class MediaFetcher(HttpClient http, NetworkRules network, TimeProvider time)
{
    public const int MaxBytes = 20 << 20;
    private const int MaxRedirects = 3;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Returns the image as bytes, or the error for the client. The bytes count against the memory share.</summary>
    public async Task<(MediaInput? Image, ApiError? Error)> FetchAsync(string param, string url, BodyShare share, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await FollowAsync(param, url, share, either.Token);
        }
        catch (HttpRequestException error) when (error.InnerException is GuardRefusedException refused)
        {
            return Refuse(param, refused.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return Refuse(param, error is HttpRequestException failed ? $"the connection failed ({failed.HttpRequestError})." : "the connection broke.");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return Refuse(param, string.Create(CultureInfo.InvariantCulture, $"it did not arrive within {Timeout.TotalSeconds} seconds."));
        }
    }

    private async Task<(MediaInput? Image, ApiError? Error)> FollowAsync(string param, string url, BodyShare share, CancellationToken cancel)
    {
        for (var hop = 0; ; hop++)
        {
            // Every hop is checked, because a public host may redirect to a private one.
            var verdict = network.CheckMedia(url);
            if (verdict.Url is not { } target) return Refuse(param, $"{verdict.Refusal}.");
            using var message = new HttpRequestMessage(HttpMethod.Get, target);
            message.Headers.TryAddWithoutValidation("User-Agent", "VideoProxy");
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                if (hop == MaxRedirects) return Refuse(param, $"it redirects more than {MaxRedirects} times.");
                if (!Uri.TryCreate(target, location, out var moved)) return Refuse(param, "it redirects to an invalid URL.");
                url = moved.AbsoluteUri;
                continue;
            }

            return response.IsSuccessStatusCode
                ? await ReadAsync(param, response, share, cancel)
                : Refuse(param, $"its host answered with HTTP {(int)response.StatusCode}.");
        }
    }

    private static async Task<(MediaInput? Image, ApiError? Error)> ReadAsync(string param, HttpResponseMessage response, BodyShare share, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > MaxBytes) return (null, TooLarge(param));
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var (bytes, error) = await share.ReadAsync(stream, response.Content.Headers.ContentLength, MaxBytes, TooLarge(param), arrived: null, cancel);
        if (error is not null) return (null, error);
        return ImageSniffer.MimeTypeOf(bytes.Span) is { } mimeType
            ? (MediaInput.FromBytes(bytes, mimeType), null)
            : Refuse(param, $"it {ImageSniffer.Refusal(bytes.Span)}.");
    }

    private static ApiError TooLarge(string param) =>
        ApiErrors.InvalidValue(param, $"{param} is too large. Image size exceeds the 20MB limit for image inputs. Send a smaller image.");

    private static (MediaInput? Image, ApiError? Error) Refuse(string param, string why) =>
        (null, ApiErrors.InvalidValue(param, $"{param} could not be downloaded: {why} The provider accepts images only as bytes, so the gateway must download them."));
}

/// <summary>A request feature with the downloaded images of the request, by the link that the client sent.</summary>
internal sealed class FetchedMedia : Dictionary<MediaInput, MediaInput>;
