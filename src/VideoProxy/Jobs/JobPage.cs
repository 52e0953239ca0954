namespace VideoProxy.Jobs;

/// <summary>A page of an organisation's jobs: so many, by the time they were made, from the job after <paramref name="After"/> on.</summary>
internal sealed record JobPage(string Org, int Limit, bool OldestFirst, string? After);
