namespace VideoProxy.Configuration;

/// <summary>A provider file that is not used, and why.</summary>
internal sealed record DisabledProvider(string File, string Id, string Reason)
{
    /// <summary>The reason with its place, where a plugin gave it: what a start survives is a fault of an edit.</summary>
    public ConfigFault? Fault { get; init; }
}
