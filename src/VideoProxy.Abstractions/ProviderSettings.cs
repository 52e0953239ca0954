using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>What one provider file hands to its plugin.</summary>
/// <param name="ProviderId">The file's <c>id</c>, such as <c>bytedance</c>.</param>
/// <param name="Settings">The file's <c>settings</c> object, raw; empty when the file has none.</param>
public sealed record ProviderSettings(string ProviderId, JsonObject Settings)
{
    /// <summary>Refuses every setting but these: a misspelt one would do nothing without a word.</summary>
    /// <param name="known">The names that the plugin reads; none where it has no settings.</param>
    /// <exception cref="ProviderSettingsException">There are others.</exception>
    public void AllowOnly(params string[] known)
    {
        var faults = new SettingsFaults();
        _ = new SettingsReader(Settings, faults, known);
        faults.ThrowIfAny();
    }
}
