namespace VideoProxy.Tests.Support;

/// <summary>A clock that stands still until it is moved; its wall clock can be set apart from what has elapsed.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;
    private long _elapsed;

    public ManualTime() : this(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _elapsed;

    public void Advance(TimeSpan by)
    {
        _now += by;
        _elapsed += by.Ticks;
    }

    public void SetWallClock(DateTimeOffset now) => _now = now;
}
