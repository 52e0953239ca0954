using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>An offering that can serve a request, the request as it would be put to it, what it would make and for how much.</summary>
internal sealed record Candidate(
    LoadedProvider Provider, ModelConfig Model, ProviderDestination Destination, VideoRequest Request, VideoOutput Output, decimal Price)
{
    public Offering Offering => Model.Offering;

    /// <summary>What its plugin is asked to submit.</summary>
    public ProviderJob ToJob(string attemptId) =>
        new() { AttemptId = attemptId, Request = Request, Output = Output, Offering = Offering, Destination = Destination };

    public string Place => DestinationHealth.Place(Provider.Id, Destination.Name);
}
