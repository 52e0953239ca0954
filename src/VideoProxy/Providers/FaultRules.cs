using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>What the kind of a fault alone decides.</summary>
internal static class FaultRules
{
    /// <summary>Every other provider would refuse a bad request or a banned prompt just the same.</summary>
    public static bool IsAboutRequest(FaultKind kind) => kind is FaultKind.InvalidRequest or FaultKind.ContentPolicy;
}
