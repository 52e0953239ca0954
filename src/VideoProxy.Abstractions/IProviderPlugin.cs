namespace VideoProxy.Abstractions;

/// <summary>
/// The entry point of a plugin assembly. An assembly must contain exactly one public class that implements this interface. The class
/// needs a public constructor without parameters.
/// </summary>
public interface IProviderPlugin
{
    /// <summary>
    /// The name that a provider file gives in <c>"plugin"</c>. The name must equal the name of the plugin's folder. The default is the
    /// last part of the assembly name, which the build takes from the folder. A copied folder is therefore a plugin with the name of
    /// the copy.
    /// </summary>
    string Name => GetType().Assembly.GetName().Name!.Split('.')[^1];

    /// <summary>Creates the translator for one provider file. The host calls this method at start and after each accepted edit.</summary>
    /// <param name="settings">The file's id and its <c>settings</c>, which the host does not read.</param>
    /// <exception cref="ProviderSettingsException">The settings are invalid. The host disables only this provider file.</exception>
    IVideoProvider Create(ProviderSettings settings);
}
