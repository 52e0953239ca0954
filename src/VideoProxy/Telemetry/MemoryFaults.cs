namespace VideoProxy.Telemetry;

/// <summary>Remembers for a while that the process ran out of memory, so that <c>/health</c> sends new requests elsewhere.</summary>
internal sealed class MemoryFaults(TimeProvider time)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);
    private long _last;

    public bool IsRecent => Volatile.Read(ref _last) is not 0 and var last && time.GetElapsedTime(last) < Recovery;

    public void Report() => Volatile.Write(ref _last, time.GetTimestamp());
}
