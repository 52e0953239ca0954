namespace VideoProxy.Jobs;

/// <summary>Unfinished jobs of a destination that is not in the configuration.</summary>
internal sealed record ParkedJobs
{
    public required string Provider { get; init; }
    public required string Destination { get; init; }
    public required long Count { get; init; }
}
