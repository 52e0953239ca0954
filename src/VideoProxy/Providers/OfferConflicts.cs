using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Hosting;

namespace VideoProxy.Providers;

/// <summary>
/// Finds what a file offers and its plugin cannot put into a call. The plugin is asked for calls that between them use every
/// size, length, input and option; one that refuses its settings for such a job says that no client could have it.
/// </summary>
internal static class OfferConflicts
{
    public static IEnumerable<ConfigFault> Find(ProviderConfig provider, IVideoProvider translator) =>
        [.. Remakes(provider, translator), .. Settings(provider, translator)];

    private static IEnumerable<ConfigFault> Remakes(ProviderConfig provider, IVideoProvider translator) =>
        from model in provider.Models
        where model.Offering.Remakes.Count > 0 && translator is not IRemakeVideos
        select provider.FaultAt(model.Node.Members["remakes"], $"plugin '{provider.Plugin}' makes no videos out of others; take it out");

    private static IEnumerable<ConfigFault> Settings(ProviderConfig provider, IVideoProvider translator) =>
        from model in provider.Models
        from refusal in SampleRequests.Every(model.Offering, provider.Destinations[0], translator)
            .Select(sample => Refusal(translator, sample)).OfType<ProviderSettingsException>().DistinctBy(refusal => refusal.Message)
        from fault in PluginFaults.Of(provider, refusal, provider.Destinations[0])
        select fault with { Message = $"{fault.Message} (model '{model.Offering.Model}')" };

    private static ProviderSettingsException? Refusal(IVideoProvider translator, ProviderJob sample)
    {
        try
        {
            translator.Submit(sample);
            return null;
        }
        catch (ProviderSettingsException refusal)
        {
            return refusal;
        }
        catch (Exception)
        {
            // Foreign code, asked about a job that nobody ordered.
            return null;
        }
    }
}
