using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Maps Kie's codes to faults.</summary>
internal static class AvalancheFaults
{
    // Kie refuses more than 20 creates in 10 seconds, so a retry must wait for the whole window.
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    private static readonly string[] PolicyWords =
        ["rejected by flow", "policy", "policies", "flagged", "sensitive", "moderation", "unsafe", "safety", "prohibited", "violat", "nsfw", "prominent people"];

    /// <summary>Returns the fault of a refusal, or null if the code leaves open whether Kie made a task.</summary>
    public static ProviderFault? OfRefusal(ProviderReply reply)
    {
        var code = AvalancheReply.CodeOf(reply);
        var message = reply.FindString("msg") ?? $"The provider refused the video with {(code is null ? $"HTTP {reply.Status}" : $"code {code}")}.";
        return KindOfRefusal(code ?? reply.Status, message) is { } kind
            ? new ProviderFault(kind, message)
            {
                NativeCode = code?.ToString(CultureInfo.InvariantCulture),
                RetryAfter = kind == FaultKind.RateLimited ? reply.RetryAfter ?? RateWindow : reply.RetryAfter,
            }
            : null;
    }

    /// <summary>Returns why an accepted task ended without a video.</summary>
    public static ProviderFault OfFailedTask(ProviderReply reply)
    {
        var code = AvalancheReply.IntegerOf(reply.Find("data", "errorCode"));
        var message = reply.FindString("data", "errorMessage") ?? reply.FindString("data", "errorMsg") ?? "The provider gave no reason.";
        var kind = IsPolicy(message) ? FaultKind.ContentPolicy
            : code switch
            {
                400 or 422 or 451 => FaultKind.InvalidRequest,
                // 408 means that Kie received no result from its own upstream within ten minutes.
                408 or 455 or 505 => FaultKind.Unavailable,
                _ => FaultKind.Internal,
            };
        return new ProviderFault(kind, message) { NativeCode = code?.ToString(CultureInfo.InvariantCulture) ?? reply.FindString("data", "errorCode") };
    }

    // Returns null for 408, 500, 501 and undocumented codes, because Kie may send them after it made the task.
    private static FaultKind? KindOfRefusal(int code, string message) => code switch
    {
        400 or 422 => IsPolicy(message) ? FaultKind.ContentPolicy : FaultKind.InvalidRequest,
        401 => FaultKind.Authentication,
        402 => FaultKind.InsufficientQuota,
        403 => FaultKind.Permission,
        404 => FaultKind.NotFound,
        429 => FaultKind.RateLimited,
        451 => FaultKind.InvalidRequest,
        455 or 505 => FaultKind.Unavailable,
        _ => null,
    };

    private static bool IsPolicy(string message) => PolicyWords.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
