namespace VideoProxy.Configuration;

internal sealed record TrackerOptions
{
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);
    public TimeSpan SubmitTimeout { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromSeconds(20);
}
