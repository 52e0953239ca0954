namespace VideoProxy.Sandbox.Tasks;

/// <summary>The end of a simulated generation: a video, a failure, or a video that moderation filtered out.</summary>
internal enum Outcome
{
    Video,
    Failure,
    Filtered,
}
