using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>The table of all errors that clients can receive. Each entry sets the status, type and code.</summary>
internal static class ApiErrors
{
    private const string Invalid = "invalid_request_error";

    public static ApiError InvalidKey() =>
        new(401, "authentication_error", "invalid_api_key", "The request has no valid API key. Send 'Authorization: Bearer KEY' or 'x-api-key: KEY'.");

    public static ApiError InvalidLink() =>
        InvalidKey() with { Message = "This link has expired or was modified. Retrieve the video again to get a new link." };

    public static ApiError InvalidValue(string? param, string message) => new(400, Invalid, "invalid_value", message, param);

    /// <summary>
    /// Returns the error for a string that is not valid UTF-16, such as a lone surrogate. System.Text.Json reports such a string
    /// with an <see cref="InvalidOperationException"/>.
    /// </summary>
    public static ApiError InvalidUnicode() => InvalidValue(null, "Invalid JSON in request body: a string is not valid Unicode.");

    public static ApiError UnknownField(string param, string message) => new(400, Invalid, "unknown_field", message, param);

    public static ApiError ModelNotFound(string message) => new(400, Invalid, "model_not_found", message, "model");

    public static ApiError Unsupported(string? param, string message) => new(400, Invalid, "unsupported", message, param);

    public static ApiError ModelRetired(string message) => new(410, Invalid, "model_retired", message, "model");

    public static ApiError NotFound(string message) => new(404, Invalid, "not_found", message);

    public static ApiError MethodNotAllowed(string method, string path, string allowed, string question) =>
        new(405, Invalid, "method_not_allowed", $"Method {method} is not allowed for {path}. Allowed: {allowed}.{question}");

    public static ApiError UnsupportedMediaType(string? contentType, bool takesForms) =>
        new(415, Invalid, "unsupported_media_type", $"The content type '{contentType}' is not supported. Send application/json{(takesForms ? " or multipart/form-data" : "")}.");

    public static ApiError UnsupportedEncoding(string encoding, string supported) =>
        new(415, Invalid, "unsupported_media_type", $"The content encoding '{encoding}' is not supported. Send the body as it is, or encoded as one of {supported}.");

    public static ApiError TooLarge(long max) =>
        new(413, Invalid, "request_too_large", string.Create(CultureInfo.InvariantCulture, $"The body exceeds the limit of {max} bytes. Send a smaller body, or send media as links."));

    public static ApiError TargetTooLong(int max) =>
        new(414, Invalid, "uri_too_long", string.Create(CultureInfo.InvariantCulture, $"The path and query exceed the limit of {max} bytes. Send long values in a JSON body."));

    public static ApiError HeadersTooLarge(int count, int size) =>
        new(431, Invalid, "headers_too_large", string.Create(CultureInfo.InvariantCulture, $"The headers exceed the limit of {count} headers or {size} bytes. Send fewer or shorter headers, such as cookies."));

    // SDKs retry a 409 within seconds, which is useless because a video takes minutes.
    public static ApiError NotReady(string status) =>
        new(409, Invalid, "not_ready", $"Video is not ready yet. Current status: {status}") { ShouldRetry = false };

    public static ApiError NotFinished(string status) =>
        new(409, Invalid, "not_finished", $"The video cannot be deleted before it has finished. Current status: {status}. Cancel it first, or wait until it has finished.") { ShouldRetry = false };

    public static ApiError Gone() =>
        new(410, Invalid, "gone", "The video can no longer be downloaded, because its provider has deleted it or its link has expired. Create the video again.");

    public static ApiError RangeNotSatisfiable() =>
        new(416, Invalid, "range_not_satisfiable", "The requested range lies outside the video. The Content-Range header gives the video's length.");

    public static ApiError SeveralRanges() =>
        RangeNotSatisfiable() with { Message = "A request may ask for one range of the video only. Send one request for each range." };

    public static ApiError NotThereYet() =>
        new(503, "upstream_error", "unavailable", "The video was completed just now, and its provider does not serve it yet. Try again in a moment.")
        {
            ShouldRetry = true,
            RetryAfter = TimeSpan.FromSeconds(10),
        };

    public static ApiError Busy() =>
        new(429, "rate_limit_error", "rate_limited", "The gateway has no memory left for request bodies, because too many large requests are in progress. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static ApiError BusyKey() =>
        Busy() with { Message = "The requests of this API key that are in progress take all the memory that one key may use for request bodies. Try again when one of them has ended." };

    public static ApiError TooSlow() =>
        new(408, Invalid, "request_timeout", "The request body arrived too slowly: less than 1 KiB a second during 30 seconds. Send the request again.");

    public static ApiError Upstream(string message) => new(502, "upstream_error", "unavailable", message);

    public static ApiError DeadlinePassed() => new(504, "upstream_error", ErrorCodes.Expired, "The video did not finish before its deadline. Send the request again.");

    public static ApiError Stopping(string id) =>
        new(503, "server_error", "unavailable", $"The gateway is stopping before the video has finished. The job continues. Retrieve it with GET /v1/videos/{id}.") { RetryAfter = TimeSpan.FromSeconds(10) };

    public static ApiError Stopping() =>
        new(503, "server_error", "unavailable", "The gateway is stopping and accepts no new requests. Try again in a moment.") { ShouldRetry = true, RetryAfter = TimeSpan.FromSeconds(1) };

    public static ApiError DatabaseUnavailable() =>
        new(503, "server_error", "unavailable", "The gateway's database does not answer. Try again in a moment.")
        {
            ShouldRetry = true,
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static ApiError KeyReused() =>
        new(409, Invalid, "idempotency_key_reused", "This Idempotency-Key was already used with a different request. Use a new key for a new request.") { ShouldRetry = false };

    public static ApiError KeyInProgress() =>
        new(409, Invalid, "idempotency_in_progress", "Another request with this Idempotency-Key is in progress. Try again in a moment.")
        {
            ShouldRetry = true,
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static ApiError Internal(string requestId) =>
        new(500, "server_error", "internal", $"The gateway failed to process this request because of an internal error. Report the request id {requestId} to its operator.");

    /// <summary>
    /// Returns the client's error for a provider's refusal: 400 if the request is at fault, 429 if the provider limits the rate,
    /// 502 for every other kind.
    /// </summary>
    public static ApiError Refused(ProviderFault fault)
    {
        var (code, message) = (ErrorCodes.Of(fault.Kind), ClientText.Of(fault).Message);
        return fault.Kind switch
        {
            FaultKind.InvalidRequest or FaultKind.ContentPolicy => new(400, Invalid, code, message),
            FaultKind.RateLimited => new(429, "rate_limit_error", code, message) { RetryAfter = fault.RetryAfter ?? TimeSpan.FromSeconds(10) },
            _ => new(502, "upstream_error", code, message),
        };
    }
}

/// <summary>An error that a client receives, independent of dialect. The dialect writes it into its own envelope.</summary>
internal sealed record ApiError(int Status, string Type, string Code, string Message, string? Param = null)
{
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The value of the header <c>x-should-retry</c>. If null, the header is omitted and the SDK decides by its own rules.</summary>
    public bool? ShouldRetry { get; init; }
}
