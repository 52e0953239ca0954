using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Maps native errors to faults by their code. The HTTP status decides only if the code is unknown.</summary>
internal static class OpenAiCompatibleFaults
{
    public static ProviderFault OfRefusal(ProviderReply reply) =>
        Read(reply, reply.RefusalKind, $"The provider refused the video with HTTP {reply.Status}.");

    public static ProviderFault OfFailedVideo(ProviderReply reply) =>
        Read(reply, FaultKind.Internal, "The provider gave no reason.");

    public static ProviderFault OfMissingVideo(ProviderReply reply) =>
        Read(reply, FaultKind.NotFound, "The provider no longer knows the video.") with { Kind = FaultKind.NotFound };

    private static ProviderFault Read(ProviderReply reply, FaultKind otherwise, string withoutMessage)
    {
        var code = reply.FindString("error", "code") ?? CodeOfType(reply);
        var kind = KindOf(code) ?? otherwise;
        var message = MessageOf(reply) ?? withoutMessage;

        // The native message contains part of the key, so it is replaced.
        if (kind == FaultKind.Authentication)
            message = "The provider refused the gateway's key.";

        return new ProviderFault(kind, message) { NativeCode = code, RetryAfter = RetryAfter(reply) };
    }

    // In this order: OpenAI's error object, a plain string (resellers), a flat body (inference servers), and a validation error
    // of a web framework.
    private static string? MessageOf(ProviderReply reply) =>
        reply.FindString("error", "message") ?? reply.FindString("error") ?? reply.FindString("message") ?? reply.FindString("detail") ?? DetailOf(reply);

    private static string? DetailOf(ProviderReply reply) =>
        reply.Find("detail") is { ValueKind: JsonValueKind.Array } details && details.GetArrayLength() > 0
        && details[0] is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("msg", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    // OpenAI sends insufficient_quota as code and as type. Older proxies send only the type.
    private static string? CodeOfType(ProviderReply reply) =>
        reply.FindString("error", "type") is "insufficient_quota" ? "insufficient_quota" : null;

    // The codes from invalid_value on come from VideoProxy and similar gateways.
    private static FaultKind? KindOf(string? code) => code switch
    {
        "moderation_blocked" or "content_policy_violation" => FaultKind.ContentPolicy,
        "insufficient_quota" or "billing_hard_limit_reached" => FaultKind.InsufficientQuota,
        "rate_limit_exceeded" => FaultKind.RateLimited,
        "invalid_api_key" => FaultKind.Authentication,
        "model_not_found" or "model_retired" => FaultKind.NotFound,
        "invalid_value" or "unknown_field" or "unsupported" or "invalid_request" => FaultKind.InvalidRequest,
        "content_policy" => FaultKind.ContentPolicy,
        "insufficient_credits" => FaultKind.InsufficientQuota,
        "rate_limited" => FaultKind.RateLimited,
        "unavailable" => FaultKind.Unavailable,
        _ => null,
    };

    // Like the official SDKs, prefer retry-after-ms, because it is more precise than Retry-After.
    private static TimeSpan? RetryAfter(ProviderReply reply)
    {
        const double Day = 86_400_000;
        return reply.Headers.TryGetValue("retry-after-ms", out var text)
            && double.TryParse(text, CultureInfo.InvariantCulture, out var ms) && ms is >= 0 and <= Day
            ? TimeSpan.FromMilliseconds(ms)
            : reply.RetryAfter;
    }
}
