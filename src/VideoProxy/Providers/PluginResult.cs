using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>A plugin, or why it cannot be used.</summary>
internal sealed record PluginResult(IProviderPlugin? Plugin, string? Fault);
