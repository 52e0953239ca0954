using System.Collections.Concurrent;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Tracks the recent health of each destination: which one to try first, and which one to avoid for a while.</summary>
internal sealed class DestinationHealth(TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private const double Weight = 0.2;
    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);

    public static string Place(string provider, string destination) => $"{provider}/{destination}";

    /// <summary>Returns whether the destination is out. Such a destination is tried only if no other is left.</summary>
    public bool IsOut(string place) => _states.TryGetValue(place, out var state) && state.OutUntil > time.GetUtcNow();

    /// <summary>Returns the recent success rate from 0 to 1, rounded to tenths so that a single failure does not outweigh the operator's priority for long.</summary>
    public double Success(string place) => _states.TryGetValue(place, out var state) ? Math.Round(state.Success, 1) : 1;

    public void Succeeded(string place) =>
        _states.AddOrUpdate(place, _ => new State(1, null), (_, state) => new State(Blend(state.Success, 1), null));

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
        DateTimeOffset? until = rest > TimeSpan.Zero ? time.GetUtcNow() + rest : null;
        _states.AddOrUpdate(place, _ => new State(Blend(1, 0), until), (_, state) => new State(Blend(state.Success, 0), until ?? state.OutUntil));
    }

    private static double Blend(double old, double seen) => (old * (1 - Weight)) + (seen * Weight);

    private sealed record State(double Success, DateTimeOffset? OutUntil);
}

/// <summary>Decisions that depend on the kind of a fault alone.</summary>
internal static class FaultRules
{
    /// <summary>Returns whether the request is at fault. Every other provider would refuse it too.</summary>
    public static bool IsAboutRequest(FaultKind kind) => kind is FaultKind.InvalidRequest or FaultKind.ContentPolicy;
}
