using System.Collections.Concurrent;
using VideoProxy.Configuration;

namespace VideoProxy.Callbacks;

/// <summary>The lanes of this node by receiver. Idle lanes are dropped, so that many receivers do not fill the memory.</summary>
internal sealed class ReceiverLanes(CallbacksOptions options, TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<string, ReceiverLane> _lanes = new(StringComparer.Ordinal);

    private TimeSpan BreakDuration => options.MaxDelay < ShortestBreak ? ShortestBreak : options.MaxDelay < LongestBreak ? options.MaxDelay : LongestBreak;

    /// <summary>Returns the scheme, host and port of a callback URL, which name its receiver.</summary>
    public static string ReceiverOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.GetComponents(UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped) : url;

    public ReceiverLane Of(string receiver)
    {
        if (_lanes.Count >= Capacity) DropIdle();
        return _lanes.GetOrAdd(receiver, _ => new ReceiverLane(BreakDuration, time));
    }

    private void DropIdle()
    {
        foreach (var (receiver, lane) in _lanes)
        {
            if (lane.IsIdle) _lanes.TryRemove(KeyValuePair.Create(receiver, lane));
        }
    }
}
