namespace VideoProxy.Sandbox.Tasks;

/// <summary>The phase of a simulated generation at a given time.</summary>
internal enum Phase
{
    Queued,
    Running,
    Done,
}
