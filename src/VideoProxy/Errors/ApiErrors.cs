using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>The error table: every status, type and code that a client can meet, in one place.</summary>
internal static class ApiErrors
{
    private const string Invalid = "invalid_request_error";

    public static ApiError InvalidKey() =>
        new(401, "authentication_error", "invalid_api_key", "No valid API key was given. Send 'Authorization: Bearer KEY' or 'x-api-key: KEY'.");

    public static ApiError InvalidLink() =>
        InvalidKey() with { Message = "This link has expired or was changed. Ask for its video again: its answer holds a fresh one." };

    public static ApiError InvalidValue(string? param, string message) => new(400, Invalid, "invalid_value", message, param);

    public static ApiError InvalidJson(JsonException malformed) =>
        InvalidValue(null, $"Invalid JSON in request body, near line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine}.");

    /// <summary>What System.Text.Json throws an <see cref="InvalidOperationException"/> for: a string that is not valid UTF-16, such as a lone surrogate.</summary>
    public static ApiError InvalidUnicode() => InvalidValue(null, "Invalid JSON in request body: a string in it is not valid Unicode.");

    public static ApiError UnknownField(string param, string message) => new(400, Invalid, "unknown_field", message, param);

    public static ApiError ModelNotFound(string message) => new(400, Invalid, "model_not_found", message, "model");

    public static ApiError Unsupported(string? param, string message) => new(400, Invalid, "unsupported", message, param);

    public static ApiError ModelRetired(string message) => new(410, Invalid, "model_retired", message, "model");

    public static ApiError NotFound(string message) => new(404, Invalid, "not_found", message);

    public static ApiError MethodNotAllowed(string method, string path) =>
        new(405, Invalid, "method_not_allowed", $"{method} is not possible on {path}; the Allow header lists what is.");

    public static ApiError UnsupportedMediaType(string? contentType, bool takesForms) =>
        new(415, Invalid, "unsupported_media_type", $"The body has content type '{contentType}'; this call takes application/json{(takesForms ? $" or multipart/form-data" : "")}.");

    public static ApiError TooLarge(long max) =>
        new(413, Invalid, "request_too_large", string.Create(CultureInfo.InvariantCulture, $"The body is larger than the {max} bytes that a request may have."));

    // SDKs repeat a 409 twice within seconds, a video takes minutes.
    public static ApiError NotReady(string status) =>
        new(409, Invalid, "not_ready", $"Video is not ready yet. Current status: {status}") { ShouldRetry = false };

    public static ApiError NotFinished(string status) =>
        new(409, Invalid, "not_finished", $"Only a finished video can be deleted. Current status: {status}. Cancel it first.") { ShouldRetry = false };

    public static ApiError Gone() =>
        new(410, Invalid, "gone", "The provider no longer has this video: its link has expired or was removed.");

    public static ApiError RangeNotSatisfiable() =>
        new(416, Invalid, "range_not_satisfiable", "The Range asked for lies outside the video; Content-Range says how long it is.");

    public static ApiError Busy() =>
        new(429, "rate_limit_error", "rate_limited", "The gateway is holding as many request bodies as it may. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static ApiError Upstream(string message) => new(502, "upstream_error", "unavailable", message);

    public static ApiError DeadlinePassed() => new(504, "upstream_error", ErrorCodes.Expired, "The video was not finished before its deadline.");

    public static ApiError Stopping(string id) =>
        new(503, "server_error", "unavailable", $"The gateway is stopping. The video goes on as {id}, which GET /v1/videos/{id} shows.") { RetryAfter = TimeSpan.FromSeconds(10) };

    public static ApiError Stopping() =>
        new(503, "server_error", "unavailable", "The gateway is stopping and takes nothing new. Try again in a moment.") { ShouldRetry = true, RetryAfter = TimeSpan.FromSeconds(1) };

    public static ApiError DatabaseUnavailable() =>
        new(503, "server_error", "unavailable", "The gateway's database does not answer. Try again in a moment.")
        {
            ShouldRetry = true,
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static ApiError KeyReused() =>
        new(409, Invalid, "idempotency_key_reused", "This Idempotency-Key was used with another request. Use a new key for a new request.") { ShouldRetry = false };

    public static ApiError KeyInProgress() =>
        new(409, Invalid, "idempotency_in_progress", "A request with this Idempotency-Key is being taken in at this moment. Ask again.")
        {
            ShouldRetry = true,
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static ApiError Internal(string requestId) =>
        new(500, "server_error", "internal", $"The gateway failed on this request. Give its operator the request id {requestId}.");

    /// <summary>What a client sees of a provider's refusal: its own fault as 400 or 429, everything else as 502.</summary>
    public static ApiError Refused(ProviderFault fault)
    {
        var code = ErrorCodes.Of(fault.Kind);
        return fault.Kind switch
        {
            FaultKind.InvalidRequest or FaultKind.ContentPolicy => new(400, Invalid, code, fault.Message),
            FaultKind.RateLimited => new(429, "rate_limit_error", code, fault.Message) { RetryAfter = fault.RetryAfter ?? TimeSpan.FromSeconds(10) },
            _ => new(502, "upstream_error", code, fault.Message),
        };
    }
}

/// <summary>An answer other than success, in no dialect's envelope: status, type, code, param and text of DESIGN's error table.</summary>
internal sealed record ApiError(int Status, string Type, string Code, string Message, string? Param = null)
{
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What <c>x-should-retry</c> tells an SDK; null = its own rules.</summary>
    public bool? ShouldRetry { get; init; }
}
