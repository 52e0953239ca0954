namespace VideoProxy.Configuration;

/// <summary>A provider file's <c>limits</c>; null = none.</summary>
internal sealed record LimitsConfig(int? Concurrency, int? RequestsPerMinute, int PollConcurrency)
{
    public const int DefaultPollConcurrency = 32;
}
