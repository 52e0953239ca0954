using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>The values of <c>error.code</c>.</summary>
internal static class ErrorCodes
{
    public const string SubmissionUnknown = "submission_unknown";
    public const string Expired = "expired";
    public const string Canceled = "canceled";
    public const string NoVideo = "no_video";

    public static string Of(FaultKind kind) => kind switch
    {
        FaultKind.InvalidRequest => "invalid_request",
        FaultKind.ContentPolicy => "content_policy",
        FaultKind.Authentication => "authentication",
        FaultKind.Permission => "permission",
        FaultKind.InsufficientQuota => "insufficient_quota",
        FaultKind.RateLimited => "rate_limited",
        FaultKind.NotFound => "not_found",
        FaultKind.Unavailable => "unavailable",
        _ => "internal",
    };

    /// <summary>Returns the fault kind of a stored code, or <see cref="FaultKind.Internal"/> if the code names no fault kind.</summary>
    public static FaultKind KindOf(string? code) => Enum.GetValues<FaultKind>().FirstOrDefault(kind => Of(kind) == code, FaultKind.Internal);
}
