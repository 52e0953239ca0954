namespace VideoProxy.Abstractions;

/// <summary>
/// The kinds of provider fault. A client sees the kind in snake case as the error code. The host tries another offering
/// for every kind except <see cref="InvalidRequest"/> and <see cref="ContentPolicy"/>.
/// </summary>
public enum FaultKind
{
    /// <summary>The request itself is wrong, so every provider would refuse it. Error code <c>invalid_request</c>.</summary>
    InvalidRequest,

    /// <summary>Moderation refused the prompt or an input, or filtered the video. Error code <c>content_policy</c>.</summary>
    ContentPolicy,

    /// <summary>The gateway's key is missing, wrong or expired. Error code <c>authentication</c>.</summary>
    Authentication,

    /// <summary>The gateway's account may not use this model or call. Error code <c>permission</c>.</summary>
    Permission,

    /// <summary>The gateway's account has no money or quota left. Error code <c>insufficient_quota</c>.</summary>
    InsufficientQuota,

    /// <summary>The gateway sent too many requests, and a later request can succeed. Error code <c>rate_limited</c>.</summary>
    RateLimited,

    /// <summary>The model or the task does not exist. Error code <c>not_found</c>.</summary>
    NotFound,

    /// <summary>The provider is down or overloaded for now. Error code <c>unavailable</c>.</summary>
    Unavailable,

    /// <summary>The provider failed for a reason of its own. Error code <c>internal</c>.</summary>
    Internal,
}
