namespace VideoProxy.Sandbox.Tasks;

/// <summary>Where a simulated generation stands at some moment.</summary>
internal enum Phase
{
    Queued,
    Running,
    Done,
}
