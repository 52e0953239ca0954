namespace VideoProxy.Abstractions;

/// <summary>The kinds of provider fault.</summary>
public enum FaultKind
{
    /// <summary>The request itself is wrong: <c>invalid_request</c>.</summary>
    InvalidRequest,

    /// <summary>Refused or filtered by moderation: <c>content_policy</c>.</summary>
    ContentPolicy,

    /// <summary>Our key is missing or wrong: <c>authentication</c>.</summary>
    Authentication,

    /// <summary>Our account may not do it: <c>permission</c>.</summary>
    Permission,

    /// <summary>Our account has no money or quota left: <c>insufficient_quota</c>.</summary>
    InsufficientQuota,

    /// <summary>Too many requests for now: <c>rate_limited</c>.</summary>
    RateLimited,

    /// <summary>The model or task is not there: <c>not_found</c>.</summary>
    NotFound,

    /// <summary>Not working for now: <c>unavailable</c>.</summary>
    Unavailable,

    /// <summary>The provider broke: <c>internal</c>.</summary>
    Internal,
}
