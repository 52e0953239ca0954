using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Acme;

/// <summary>Translates between jobs and Acme's API.</summary>
internal sealed class AcmeProvider : IVideoProvider, IAuthorizeCalls
{
    // CHANGE this to the time that the provider keeps a finished video, or to null if the provider does not say.
    private static readonly TimeSpan? LinkLifetime = TimeSpan.FromHours(24);

    // CHANGE the checks. The host has already checked sizes, seconds, sound and the number of inputs. Check here only what the
    // provider file cannot express, such as inputs that exclude each other. Refuse what the provider cannot do, never drop it.
    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt)) yield return new("prompt", "A prompt is required.");
    }

    // CHANGE the path. The host puts the address from the provider file before it.
    public ProviderCall Submit(ProviderJob job) => new("POST", "/films") { Content = new CallContent.Json(AcmeWire.Film(job)) };

    // The host sends a submit once. Report a rejection only if the provider certainly made nothing, because the host then tries
    // another provider. If the reply leaves that open, the outcome is unknown.
    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply)
    {
        // CHANGE the name of the id.
        if (reply.IsSuccess)
        {
            return reply.FindString("film") is { } id
                ? new SubmitReport.Accepted(id)
                : new SubmitReport.Unknown($"HTTP {reply.Status} without a film");
        }

        // 408 and 499 mean that the request was interrupted, so the provider may have accepted the film.
        return reply.Status is >= 400 and < 500 and not (408 or 499)
            ? new SubmitReport.Rejected(AcmeFaults.OfRefusal(reply))
            : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a film was accepted");
    }

    // CHANGE the path. Keep the escaping, because the id comes from outside.
    public ProviderCall Poll(ProviderJob job) => new("GET", $"/films/{Uri.EscapeDataString(job.UpstreamId!)}");

    // Only an explicit statement of the provider ends a job. If a reply cannot be read, report it as unreadable: the host polls again.
    public JobReport ReadPoll(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status == 404)
            return JobReport.Failed(AcmeFaults.OfMissingFilm(reply));
        if (!reply.IsSuccess)
            return JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Find("film") is not null && reply.FindString("film") != job.UpstreamId)
            return JobReport.Unreadable("the reply is about another film");

        // CHANGE the names of the phases. Keep the last two lines, because providers add phases without documenting them.
        return reply.FindString("phase") switch
        {
            "waiting" => new(ReportedState.Queued),
            "drawing" => new(ReportedState.InProgress) { Progress = AcmeWire.Progress(reply) },
            "ready" => Completed(reply),
            "broken" => JobReport.Failed(AcmeFaults.OfFailedFilm(reply)),
            { } other => new(ReportedState.InProgress) { Remark = $"undocumented phase '{other}'" },
            null => JobReport.Unreadable("the body has no phase"),
        };
    }

    // CHANGE the header. The host calls this just before it sends, and only for addresses in the provider file. So the key reaches
    // no other host.
    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) =>
        destination.Credentials.TryGetValue("apiKey", out var key) && key.Length > 0 ? call.WithHeader("X-Acme-Key", key) : call;

    // CHANGE the name of the link. If the download needs the key, use ContentLocation.Bytes.
    private static JobReport Completed(ProviderReply reply) => reply.FindString("link") is { } link
        ? new(ReportedState.Completed)
        {
            Content = new Dictionary<string, ContentLocation> { [JobReport.VideoVariant] = new ContentLocation.Url(link) },
            ContentLifetime = LinkLifetime,
        }
        : JobReport.Unreadable("the film is ready, but the body has no link");
}
