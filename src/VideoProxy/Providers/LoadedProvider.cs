using VideoProxy.Abstractions;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>A provider file together with the translator that its plugin made for it.</summary>
internal sealed record LoadedProvider(ProviderConfig Config, IVideoProvider Translator)
{
    public string Id => Config.Id;

    public ModelConfig? FindModel(string id) => Config.Models.FirstOrDefault(m => m.Offering.Model == id);

    public ProviderDestination? FindDestination(string name) => Config.Destinations.FirstOrDefault(d => d.Name == name);
}
