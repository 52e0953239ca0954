namespace VideoProxy.Sandbox.Tasks;

/// <summary>
/// A simulated generation. The id of a task encodes the whole task, so that the task continues after the process is killed and
/// restarted.
/// </summary>
internal sealed record SandboxTask(DateTimeOffset Created, TimeSpan Queued, TimeSpan Running, Outcome Outcome, uint Nonce, IReadOnlyList<string> Facts)
{
    public required string Id { get; init; }

    public DateTimeOffset Started => Created + Queued;

    public DateTimeOffset Finished => Started + Running;

    public Phase At(DateTimeOffset now) => now < Started ? Phase.Queued : now < Finished ? Phase.Running : Phase.Done;

    public int ProgressAt(DateTimeOffset now) => At(now) switch
    {
        Phase.Queued => 0,
        Phase.Running => (int)Math.Clamp(100 * (now - Started) / Running, 1, 99),
        _ => 100,
    };
}
