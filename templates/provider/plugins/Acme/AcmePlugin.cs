using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Acme;

// CHANGE the summary: name the provider and the documents that this code follows.
/// <summary>Acme Films, https://docs.acme.example.</summary>
public sealed class AcmePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        // CHANGE this if the provider file needs "settings". Read them with SettingsReader, which reports each fault with its line.
        // A plugin without settings refuses all of them, because a misspelt setting would otherwise do nothing.
        settings.AllowOnly();
        return new AcmeProvider();
    }
}
