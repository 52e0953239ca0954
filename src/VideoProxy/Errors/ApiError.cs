namespace VideoProxy.Errors;

/// <summary>An answer other than success, in no dialect's envelope: status, type, code, param and text of DESIGN's error table.</summary>
internal sealed record ApiError(int Status, string Type, string Code, string Message, string? Param = null)
{
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What <c>x-should-retry</c> tells an SDK; null = its own rules.</summary>
    public bool? ShouldRetry { get; init; }
}
