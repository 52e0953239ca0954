using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>Checks whether an offering can remix, edit or extend a video that it has generated, and computes the output and the price.</summary>
internal static class RemakeCheck
{
    /// <param name="entry">The offering that generated the source video.</param>
    /// <param name="destination">The destination that generated the source video.</param>
    /// <param name="request">The client's request, which refers to the source video.</param>
    /// <param name="source">The output parameters of the source video.</param>
    public static Choice Run(CatalogueEntry entry, ProviderDestination destination, VideoRequest request, VideoOutput source)
    {
        var check = CapabilityCheck.Run(entry.Provider, entry.Model, request with { Size = source.Size }, source.Audio);
        if (check.Candidate is not { } candidate) return Choice.Refused(Catalogue.Explain(request, [check]));

        var isExtension = request.Source!.Kind == RemakeKind.Extension;
        // The price covers only the new part. The output of an extension also includes the source video.
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
