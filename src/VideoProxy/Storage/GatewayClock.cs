namespace VideoProxy.Storage;

/// <summary>
/// The time that all gateways on one database agree on: its clock, carried on by this machine's monotonic one. A wall clock
/// that is wrong or is set while we run moves no lease and no deadline.
/// </summary>
internal sealed class GatewayClock(TimeProvider system) : TimeProvider
{
    private volatile Anchor _anchor = new(system.GetUtcNow(), system.GetTimestamp());

    public override long TimestampFrequency => system.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var anchor = _anchor;
        return anchor.Time + system.GetElapsedTime(anchor.Timestamp);
    }

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over the database's time; returns by how much ours was off.</summary>
    public TimeSpan Set(DateTimeOffset databaseTime)
    {
        var jump = databaseTime - GetUtcNow();
        _anchor = new(databaseTime, system.GetTimestamp());
        return jump;
    }

    private sealed record Anchor(DateTimeOffset Time, long Timestamp);
}
