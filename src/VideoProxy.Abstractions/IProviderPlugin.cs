namespace VideoProxy.Abstractions;

/// <summary>The entry point of a plugin assembly: exactly one public implementation each, with a parameterless constructor.</summary>
public interface IProviderPlugin
{
    /// <summary>
    /// The name that a provider file gives in <c>"plugin"</c>; equal to the plugin's folder name. By itself the last part of
    /// the assembly's name, which the build takes from the folder: so a copy of the folder is a plugin of the copy's name.
    /// </summary>
    string Name => GetType().Assembly.GetName().Name!.Split('.')[^1];

    /// <summary>Makes the translator for one provider file. Called at start and after each accepted edit of the file.</summary>
    /// <param name="settings">The file's id and its own <c>settings</c>, which the host does not read.</param>
    /// <exception cref="ProviderSettingsException">The settings cannot be used; only this provider file is disabled.</exception>
    IVideoProvider Create(ProviderSettings settings);
}
