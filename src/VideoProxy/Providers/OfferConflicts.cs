using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Hosting;

namespace VideoProxy.Providers;

/// <summary>
/// Finds offers in a provider file that its plugin cannot translate. The plugin translates sample jobs that together use every size,
/// length, input and option. If it refuses its settings for one of them, no client could ever use that offer.
/// </summary>
internal static class OfferConflicts
{
    public static IEnumerable<ConfigFault> Find(ProviderConfig provider, IVideoProvider translator) =>
        [.. Remakes(provider, translator), .. Settings(provider, translator)];

    private static IEnumerable<ConfigFault> Remakes(ProviderConfig provider, IVideoProvider translator) =>
        from model in provider.Models
        where model.Offering.Remakes.Count > 0 && translator is not IRemakeVideos
        select provider.FaultAt(model.Node.Members["remakes"], $"plugin '{provider.Plugin}' cannot make a video from another one. Remove it");

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
            // Plugin code may throw anything for a sample job.
            return null;
        }
    }
}
