namespace VideoProxy.Sandbox.Tasks;

/// <summary>How a simulated generation ends.</summary>
internal enum Outcome
{
    Video,
    Failure,
    Filtered,
}
