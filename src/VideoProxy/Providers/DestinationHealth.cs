using System.Collections.Concurrent;
using System.Globalization;
using VideoProxy.Abstractions;
using VideoProxy.Storage;

namespace VideoProxy.Providers;

/// <summary>
/// Tracks the recent health of each destination: which one to try first, and which one to avoid for a while. Nodes tell each other
/// through Redis, if there is one, which destinations to avoid, so that not every node has to be refused itself.
/// </summary>
internal sealed class DestinationHealth
{
    private const string Topic = "health";
    private const double Weight = 0.2;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);
    private readonly SharedCache? _shared;
    private readonly TimeProvider _time;

    public DestinationHealth(TimeProvider time, SharedCache? shared = null)
    {
        _time = time;
        _shared = shared;
        if (shared is not null) shared.Heard += Hear;
    }

    public static string Place(string provider, string destination) => $"{provider}/{destination}";

    /// <summary>Returns whether the destination is out. Such a destination is tried only if no other is left.</summary>
    public bool IsOut(string place) => _states.TryGetValue(place, out var state) && state.OutUntil > _time.GetUtcNow();

    /// <summary>Returns the recent success rate from 0 to 1, rounded to tenths so that a single failure does not outweigh the operator's priority for long.</summary>
    public double Success(string place) => _states.TryGetValue(place, out var state) ? Math.Round(state.Success, 1) : 1;

    public void Succeeded(string place)
    {
        if (IsOut(place)) Announce(place, null);
        _states.AddOrUpdate(place, _ => new State(1, null), (_, state) => new State(Blend(state.Success, 1), null));
    }

    /// <summary>Records a fault. A fault of the request says nothing about the destination and is ignored.</summary>
    public void Failed(string place, FaultKind kind, TimeSpan? retryAfter)
    {
        if (FaultRules.IsAboutRequest(kind)) return;
        var rest = kind switch
        {
            FaultKind.Unavailable or FaultKind.Authentication or FaultKind.Permission or FaultKind.InsufficientQuota => Rest,
            FaultKind.RateLimited => retryAfter is { } wait && wait < Rest ? wait : Rest,
            _ => TimeSpan.Zero,
        };
        DateTimeOffset? until = rest > TimeSpan.Zero ? _time.GetUtcNow() + rest : null;
        _states.AddOrUpdate(place, _ => new State(Blend(1, 0), until), (_, state) => new State(Blend(state.Success, 0), until ?? state.OutUntil));
        if (until is not null) Announce(place, until);
    }

    private static double Blend(double old, double seen) => (old * (1 - Weight)) + (seen * Weight);

    private void Announce(string place, DateTimeOffset? outUntil) =>
        _shared?.Announce(Topic, string.Create(CultureInfo.InvariantCulture, $"{outUntil?.ToUnixTimeMilliseconds() ?? 0} {place}"));

    private void Hear(string topic, string text)
    {
        if (topic != Topic || text.Split(' ', 2) is not [var word, var place]) return;
        if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return;
        // Clocks may differ, and no rest is longer than this one.
        var left = milliseconds - _time.GetUtcNow().ToUnixTimeMilliseconds();
        DateTimeOffset? until = left > 0 ? _time.GetUtcNow().AddMilliseconds(Math.Min(left, Rest.TotalMilliseconds)) : null;
        _states.AddOrUpdate(place, _ => new State(1, until), (_, state) => state with { OutUntil = until });
    }

    private sealed record State(double Success, DateTimeOffset? OutUntil);
}

/// <summary>Decisions that depend on the kind of a fault alone.</summary>
internal static class FaultRules
{
    /// <summary>Returns whether the request is at fault. Every other provider would refuse it too.</summary>
    public static bool IsAboutRequest(FaultKind kind) => kind is FaultKind.InvalidRequest or FaultKind.ContentPolicy;
}
