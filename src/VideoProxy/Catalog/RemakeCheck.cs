using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>Whether the offering that made a video makes another one out of it, what that will be and for how much.</summary>
internal static class RemakeCheck
{
    /// <param name="entry">Who made the source.</param>
    /// <param name="destination">Where it was made.</param>
    /// <param name="request">What is asked for, with its source.</param>
    /// <param name="source">What the source is.</param>
    public static Choice Run(CatalogueEntry entry, ProviderDestination destination, VideoRequest request, VideoOutput source)
    {
        var check = CapabilityCheck.Run(entry.Provider, entry.Model, request with { Size = source.Size }, source.Audio);
        if (check.Candidate is not { } candidate) return Choice.Refused(Catalogue.Explain(request, [check]));

        var isExtension = request.Source!.Kind == RemakeKind.Extension;
        // What is made anew has its price; an extension comes with its source in front.
        var made = candidate.Output with { Seconds = isExtension ? candidate.Output.Seconds : source.Seconds, Audio = source.Audio };
        return new Choice(
        [
            candidate with
            {
                Destination = destination,
                Request = candidate.Request with { Seconds = isExtension ? made.Seconds : null },
                Output = isExtension ? made with { Seconds = source.Seconds + made.Seconds } : made,
                Price = Prices.Estimate(entry.Model, made, images: 0),
            },
        ], null);
    }
}
