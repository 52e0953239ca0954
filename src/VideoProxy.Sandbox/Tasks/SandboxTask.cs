namespace VideoProxy.Sandbox.Tasks;

/// <summary>A simulated generation. All of it is in its id, so that it goes on when the process is killed and started again.</summary>
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
