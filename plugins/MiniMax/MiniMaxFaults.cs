using System.Globalization;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>Maps MiniMax's codes to faults. Both versions of the API use the same codes.</summary>
internal static partial class MiniMaxFaults
{
    /// <summary>Returns the kind of fault if the code means that the task was refused before acceptance. Returns null for all other codes.</summary>
    public static FaultKind? KindOfRefusal(int code) => code switch
    {
        1002 or 1039 or 1041 or 2045 => FaultKind.RateLimited,
        1004 or 2049 => FaultKind.Authentication,
        1008 or 2056 => FaultKind.InsufficientQuota,
        1026 or 1027 => FaultKind.ContentPolicy,
        2013 => FaultKind.InvalidRequest,
        // For 1000, 1001, 1013, 1024, 1033 and undocumented codes, MiniMax may have failed before or after it accepted the task.
        _ => null,
    };

    public static ProviderFault Of(FaultKind kind, string? message, int? code, ProviderReply reply) =>
        new(kind, message is { Length: > 0 } ? message : "The provider gave no reason.")
        {
            NativeCode = code?.ToString(CultureInfo.InvariantCulture),
            RetryAfter = reply.RetryAfter,
        };

    /// <summary>Returns why an accepted task ended without a video.</summary>
    public static ProviderFault OfFailedTask(int? code, string? message, ProviderReply reply) =>
        Of(code is 1026 or 1027 ? FaultKind.ContentPolicy : code is 2013 ? FaultKind.InvalidRequest : FaultKind.Internal, message, code, reply);

    /// <summary>Returns the kind of fault for a refusal without a known code. Returns null if MiniMax may have made the task despite the status.</summary>
    public static FaultKind? KindOfStatus(int status) => status switch
    {
        400 => FaultKind.InvalidRequest,
        401 => FaultKind.Authentication,
        402 => FaultKind.InsufficientQuota,
        403 => FaultKind.Permission,
        422 => FaultKind.ContentPolicy,
        429 => FaultKind.RateLimited,
        // According to one report, MiniMax charged for a submit that it answered with 404.
        404 or 408 or 499 => null,
        >= 400 and < 500 => FaultKind.InvalidRequest,
        _ => null,
    };

    /// <summary>Returns the code that V2 writes in brackets at the end of a message.</summary>
    public static int? CodeIn(string? message) =>
        message is not null && Bracketed().Match(message) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\((\d{4})\)\s*$")]
    private static partial Regex Bracketed();
}
