using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>
/// Maps native errors to faults. Errors have three shapes: <c>error.code</c> is a word, <c>error.code</c> is a number
/// beside a <c>status</c>, or such an object is the first item of a list.
/// </summary>
internal static class GeminiFaults
{
    private const string RetryInfo = "type.googleapis.com/google.rpc.RetryInfo";
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly string[] SafetyWords = ["SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII"];

    public static ProviderFault OfRefusal(ProviderReply reply)
    {
        var error = Error(reply);
        var code = Word(error, "status") ?? Word(error, "code");
        var message = Word(error, "message") ?? $"The provider refused the request with HTTP {reply.Status}.";
        // Gemini reports a wrong key as an invalid argument, so only the message identifies it.
        var kind = message.StartsWith("API key not valid", StringComparison.OrdinalIgnoreCase) ? FaultKind.Authentication : KindOf(code, reply.Status);
        return new ProviderFault(kind, message)
        {
            NativeCode = code,
            RetryAfter = reply.RetryAfter ?? DelayOf(error),
        };
    }

    public static ProviderFault OfInteraction(ProviderReply reply)
    {
        var error = Error(reply);
        string?[] words = [Word(error, "status"), Word(error, "code"), reply.FindString("finish_reason"), Word(error, "finish_reason")];
        var code = words.FirstOrDefault(IsSafety) ?? words.FirstOrDefault(word => word is not null) ?? reply.FindString("status");
        var kind = IsSafety(code) ? FaultKind.ContentPolicy : TaskWords.Fold(code ?? "") switch
        {
            "BUDGET_EXCEEDED" => FaultKind.InsufficientQuota,
            "INVALID_ARGUMENT" or "INVALID_REQUEST" or "FAILED_PRECONDITION" => FaultKind.InvalidRequest,
            "RESOURCE_EXHAUSTED" => FaultKind.RateLimited,
            "UNAVAILABLE" or "DEADLINE_EXCEEDED" => FaultKind.Unavailable,
            _ => FaultKind.Internal,
        };
        return new ProviderFault(kind, Word(error, "message") ?? $"The provider ended the interaction with status {reply.FindString("status")} and gave no reason.") { NativeCode = code };
    }

    /// <summary>Returns whether the interaction no longer exists. Gemini reports this as a 400 with a certain message. Any other 400 may be temporary.</summary>
    public static bool IsMissing(ProviderReply reply) => reply.Status is 404 or 410
        || (reply.Status == 400 && Word(Error(reply), "message")?.Contains("Invalid interaction name", StringComparison.OrdinalIgnoreCase) == true);

    public static ProviderFault OfMissing(ProviderReply reply) => OfRefusal(reply) with { Kind = FaultKind.NotFound };

    private static FaultKind KindOf(string? code, int http) => (code?.ToUpperInvariant(), http) switch
    {
        (not null, _) when IsSafety(code) => FaultKind.ContentPolicy,
        ("UNAUTHENTICATED", _) or (_, 401) => FaultKind.Authentication,
        ("PERMISSION_DENIED", _) or (_, 403) => FaultKind.Permission,
        ("NOT_FOUND", _) or (_, 404) => FaultKind.NotFound,
        ("RESOURCE_EXHAUSTED", _) or (_, 429) => FaultKind.RateLimited,
        (_, 402) => FaultKind.InsufficientQuota,
        _ => FaultKind.InvalidRequest,
    };

    private static bool IsSafety(string? word) => word is not null && SafetyWords.Any(safety => word.Contains(safety, StringComparison.OrdinalIgnoreCase));

    private static JsonElement? Error(ProviderReply reply) => reply.Find("error") ?? FirstError(reply.Body);

    private static JsonElement? FirstError(string body)
    {
        if (!body.AsSpan().TrimStart().StartsWith("[")) return null;
        try
        {
            using var list = JsonDocument.Parse(body);
            var first = list.RootElement.EnumerateArray().FirstOrDefault();
            return first.ValueKind == JsonValueKind.Object && first.TryGetProperty("error", out var error) ? error.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? DelayOf(JsonElement? error)
    {
        if (error is not { ValueKind: JsonValueKind.Object } found || !found.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array) return null;
        var delay = details.EnumerateArray().Where(detail => Word(detail, "@type") == RetryInfo).Select(detail => Word(detail, "retryDelay")).FirstOrDefault();
        return delay is [.. var number, 's'] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static string? Word(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;
}
