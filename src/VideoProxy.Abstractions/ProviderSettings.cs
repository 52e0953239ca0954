using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>The part of a provider file that its plugin reads.</summary>
/// <param name="ProviderId">The <c>id</c> of the file, such as <c>bytedance</c>.</param>
/// <param name="Settings">The <c>settings</c> object of the file as raw JSON. The object is empty when the file has no settings.</param>
public sealed record ProviderSettings(string ProviderId, JsonObject Settings)
{
    /// <summary>Refuses every setting that is not in the list, because a misspelt setting would otherwise be ignored silently.</summary>
    /// <param name="known">The names of the settings that the plugin reads. The list is empty for a plugin without settings.</param>
    /// <exception cref="ProviderSettingsException">The file has a setting that is not in the list.</exception>
    public void AllowOnly(params string[] known)
    {
        var faults = new SettingsFaults();
        _ = new SettingsReader(Settings, faults, known);
        faults.ThrowIfAny();
    }
}
