using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>What one provider file hands to its plugin.</summary>
/// <param name="ProviderId">The file's <c>id</c>, such as <c>bytedance</c>.</param>
/// <param name="Settings">The file's <c>settings</c> object, raw; empty when the file has none.</param>
public sealed record ProviderSettings(string ProviderId, JsonObject Settings);
