using System.Globalization;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>MiniMax's codes as faults. Both versions use the same ones.</summary>
internal static partial class MiniMaxFaults
{
    /// <summary>The fault of a code that means refused before acceptance; null for every other.</summary>
    public static FaultKind? KindOfRefusal(int code) => code switch
    {
        1002 or 1039 or 1041 or 2045 => FaultKind.RateLimited,
        1004 or 2049 => FaultKind.Authentication,
        1008 or 2056 => FaultKind.InsufficientQuota,
        1026 or 1027 => FaultKind.ContentPolicy,
        2013 => FaultKind.InvalidRequest,
        // 1000, 1001, 1013, 1024, 1033 and what is not documented: it broke, before or after it took the task.
        _ => null,
    };

    public static ProviderFault Of(FaultKind kind, string? message, int? code, ProviderReply reply) =>
        new(kind, message is { Length: > 0 } ? message : "The provider gave no reason.")
        {
            NativeCode = code?.ToString(CultureInfo.InvariantCulture),
            RetryAfter = reply.RetryAfter,
        };

    /// <summary>Why a task that was made has no video.</summary>
    public static ProviderFault OfFailedTask(int? code, string? message, ProviderReply reply) =>
        Of(code is 1026 or 1027 ? FaultKind.ContentPolicy : code is 2013 ? FaultKind.InvalidRequest : FaultKind.Internal, message, code, reply);

    /// <summary>A refusal by its HTTP status, where no known code stands beside it; null where a task may have been made all the same.</summary>
    public static FaultKind? KindOfStatus(int status) => status switch
    {
        400 => FaultKind.InvalidRequest,
        401 => FaultKind.Authentication,
        402 => FaultKind.InsufficientQuota,
        403 => FaultKind.Permission,
        422 => FaultKind.ContentPolicy,
        429 => FaultKind.RateLimited,
        // A 404 on a submit has been charged for.
        404 or 408 or 499 => null,
        >= 400 and < 500 => FaultKind.InvalidRequest,
        _ => null,
    };

    /// <summary>The code that V2 writes into brackets at the end of its messages.</summary>
    public static int? CodeIn(string? message) =>
        message is not null && Bracketed().Match(message) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\((\d{4})\)\s*$")]
    private static partial Regex Bracketed();
}
