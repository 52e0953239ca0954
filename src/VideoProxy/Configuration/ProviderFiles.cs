namespace VideoProxy.Configuration;

/// <summary>All provider files as read: a snapshot, or every fault in them.</summary>
internal sealed record ProviderFiles(ConfigSnapshot? Snapshot, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Those without a fault of their own.</summary>
    public ConfigSnapshot Sound { get; init; } = Snapshot ?? new([], []);
}
