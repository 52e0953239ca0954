using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>Maps native errors to faults by their code. The HTTP status decides only if the code is unknown.</summary>
internal static partial class ByteDanceFaults
{
    // The codes are prefixes, and the first match wins.
    private static readonly (string Prefix, FaultKind Kind)[] Codes =
    [
        ("InvalidParameter", FaultKind.InvalidRequest),
        ("MissingParameter", FaultKind.InvalidRequest),
        ("InvalidImageURL", FaultKind.InvalidRequest),
        ("RequestBodyTooLarge", FaultKind.InvalidRequest),
        ("InvalidAction", FaultKind.InvalidRequest),
        ("AuthenticationError", FaultKind.Authentication),
        ("InvalidAccountStatus", FaultKind.Authentication),
        ("AccountOverdueError", FaultKind.InsufficientQuota),
        ("OperationDenied.ServiceOverdue", FaultKind.InsufficientQuota),
        ("OperationDenied", FaultKind.Permission),
        ("AccessDenied", FaultKind.Permission),
        ("InvalidEndpointOrModel.ModelIDAccessDisabled", FaultKind.Permission),
        ("InvalidEndpointOrModel", FaultKind.NotFound),
        ("ModelNotOpen", FaultKind.NotFound),
        ("NotFound", FaultKind.NotFound),
        ("RateLimitExceeded", FaultKind.RateLimited),
        ("ModelAccountRpmRateLimitExceeded", FaultKind.RateLimited),
        ("APIAccountRpmRateLimitExceeded", FaultKind.RateLimited),
        ("AccountRateLimitExceeded", FaultKind.RateLimited),
        ("RequestBurstTooFast", FaultKind.RateLimited),
        ("ServerOverloaded", FaultKind.RateLimited),
        ("InflightBatchsizeExceeded", FaultKind.RateLimited),
        ("SetLimitExceeded", FaultKind.InsufficientQuota),
        ("RequestCanceled", FaultKind.Unavailable),
        ("InternalServiceError", FaultKind.Internal),
    ];

    public static ProviderFault OfRefusal(ProviderReply reply) =>
        Read(reply, reply.RefusalKind, $"The provider refused the task with HTTP {reply.Status}.");

    public static ProviderFault OfFailedTask(ProviderReply reply) =>
        Read(reply, FaultKind.Internal, "The provider gave no reason.");

    // The provider keeps a task for a week, or until the task is deleted.
    public static ProviderFault OfMissingTask(ProviderReply reply) =>
        Read(reply, FaultKind.NotFound, "The provider no longer knows the task.") with { Kind = FaultKind.NotFound };

    private static ProviderFault Read(ProviderReply reply, FaultKind otherwise, string withoutMessage)
    {
        var code = reply.FindString("error", "code");
        var message = WithoutIds(reply.FindString("error", "message") ?? "");
        return new ProviderFault(KindOf(code ?? "", message) ?? otherwise, message.Length > 0 ? message : withoutMessage)
        {
            NativeCode = code,
            RetryAfter = reply.RetryAfter,
        };
    }

    private static FaultKind? KindOf(string code, string message)
    {
        if (code.Contains("SensitiveContentDetected", StringComparison.Ordinal) || code.Contains("RiskDetection", StringComparison.Ordinal))
            return FaultKind.ContentPolicy;

        // The provider uses this code both for a full queue (temporary) and for an exhausted quota (permanent).
        if (code.StartsWith("QuotaExceeded", StringComparison.Ordinal))
            return message.Contains("queue", StringComparison.OrdinalIgnoreCase) ? FaultKind.RateLimited : FaultKind.InsufficientQuota;

        foreach (var (prefix, kind) in Codes)
        {
            if (code.StartsWith(prefix, StringComparison.Ordinal))
                return kind;
        }

        return null;
    }

    // Messages about activation and quota contain the number of the gateway's account in brackets. Clients must not see this number.
    private static string WithoutIds(string message) => AccountNumber().Replace(WithoutRequestId(message), "");

    private static string WithoutRequestId(string message)
    {
        const string Label = "Request id:";
        var at = message.LastIndexOf(Label, StringComparison.OrdinalIgnoreCase);
        var isLast = at >= 0 && !message.AsSpan(at + Label.Length).Trim().Contains(' ');
        return (isLast ? message[..at] : message).Trim();
    }

    [GeneratedRegex(@" ?\[[0-9]{6,20}\]")]
    private static partial Regex AccountNumber();
}
