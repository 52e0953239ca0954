namespace VideoProxy.Storage;

/// <summary>
/// A clock that all gateways on one database share. It starts from the database's clock and advances with this machine's monotonic
/// clock. Leases and deadlines therefore do not move when the wall clock is wrong or is set.
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

    /// <summary>Sets the clock to the database's time. Returns the difference to the time before.</summary>
    public TimeSpan Set(DateTimeOffset databaseTime)
    {
        var jump = databaseTime - GetUtcNow();
        _anchor = new(databaseTime, system.GetTimestamp());
        return jump;
    }

    private sealed record Anchor(DateTimeOffset Time, long Timestamp);
}
