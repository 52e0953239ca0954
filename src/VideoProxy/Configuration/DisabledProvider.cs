namespace VideoProxy.Configuration;

/// <summary>A provider file that is not used, and why.</summary>
internal sealed record DisabledProvider(string File, string Id, string Reason)
{
    /// <summary>The reason with its places, where a plugin gave it: what a start survives is a fault of an edit.</summary>
    public IReadOnlyList<ConfigFault> Faults { get; init; } = [];

    /// <summary>What it would offer if it were on.</summary>
    public IReadOnlyList<ModelConfig> Models { get; init; } = [];
}
