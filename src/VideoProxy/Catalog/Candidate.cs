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

/// <summary>Which of the offerings that fit is tried first: by how much of the request it takes, the usual size where none is asked, price, recent success, then the operator's priority.</summary>
internal static class CandidateOrder
{
    /// <summary>One candidate for each destination; those that are taken out come last.</summary>
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

    /// <summary>A size left out means this one; only an offering without it makes its own first one.</summary>
    private static bool HasUsualSize(Candidate candidate) =>
        candidate.Request is not { Size: null, Resolution: null, AspectRatio: null } || candidate.Output.Size == CapabilityCheck.DefaultSize;

    /// <summary>Some dialects let an offering ignore these: one that takes them comes first.</summary>
    private static int CountOptionalInputs(VideoRequest request) => request.ReferenceVideos.Count + request.ReferenceAudios.Count + (request.Seed is null ? 0 : 1);
}
