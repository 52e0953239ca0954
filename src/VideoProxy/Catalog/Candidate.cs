using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>An offering that can serve a request, with the request adapted to it, the expected output and the price.</summary>
internal sealed record Candidate(
    LoadedProvider Provider, ModelConfig Model, ProviderDestination Destination, VideoRequest Request, VideoOutput Output, decimal Price)
{
    public Offering Offering => Model.Offering;

    /// <summary>Builds the provider job that the plugin translates into a submit.</summary>
    public ProviderJob ToJob(string attemptId) =>
        new() { AttemptId = attemptId, Request = Request, Output = Output, Offering = Offering, Destination = Destination };

    public string Place => DestinationHealth.Place(Provider.Id, Destination.Name);
}

/// <summary>
/// Sorts the candidates of a request, best first. A healthy destination always comes before an unhealthy one. The other criteria are,
/// in order: the accepted optional inputs, the default size (if the client names no size), the price, recent success and priority.
/// </summary>
internal static class CandidateOrder
{
    /// <summary>Returns one candidate for each destination. Unhealthy destinations come last.</summary>
    public static IReadOnlyList<Candidate> Sort(IReadOnlyList<Candidate> candidates, DestinationHealth health) =>
    [
        .. candidates
            .SelectMany(candidate => candidate.Provider.Config.Destinations.Select(destination => candidate with { Destination = destination }))
            .OrderBy(candidate => health.IsOut(candidate.Place))
            .ThenByDescending(candidate => CountOptionalInputs(candidate.Request))
            .ThenByDescending(HasUsualSize)
            .ThenBy(candidate => candidate.Price)
            .ThenByDescending(candidate => health.Success(candidate.Place))
            .ThenByDescending(candidate => candidate.Provider.Config.Priority),
    ];

    /// <summary>Returns false if the client names no size and the offering does not have the default size. Such an offering would fall back to its own first size.</summary>
    private static bool HasUsualSize(Candidate candidate) =>
        candidate.Request is not { Size: null, Resolution: null, AspectRatio: null } || candidate.Output.Size == CapabilityCheck.DefaultSize;

    /// <summary>Counts the inputs that a dialect may drop for an offering that does not accept them. An offering that accepts them comes first.</summary>
    private static int CountOptionalInputs(VideoRequest request) => request.ReferenceVideos.Count + request.ReferenceAudios.Count + (request.Seed is null ? 0 : 1);
}
