namespace VideoProxy.Configuration;

/// <summary>A provider file that is not used, and why.</summary>
internal sealed record DisabledProvider(string File, string Id, string Reason);
