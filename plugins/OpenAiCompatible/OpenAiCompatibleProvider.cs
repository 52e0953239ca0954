using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

internal sealed class OpenAiCompatibleProvider(OpenAiCompatibleSettings settings) : IVideoProvider, IAuthorizeCalls, ITakeMedia, IRemakeVideos, IProbe
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(1);

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) =>
        OpenAiCompatibleRules.Check(request);

    public ProviderCall Submit(ProviderJob job) =>
        new("POST", "/videos") { Content = OpenAiCompatibleWire.Create(job, settings.AlwaysMultipart) };

    public ProviderCall Remake(ProviderJob job) => OpenAiCompatibleRemakes.Call(job, settings.AlwaysMultipart);

    // A reply with an already failed video still counts as accepted. The first poll then reads why the video failed.
    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply)
    {
        if (reply.IsSuccess)
        {
            return OpenAiCompatibleTask.IdOf(reply) is { } id
                ? new SubmitReport.Accepted(id)
                : new SubmitReport.Unknown($"HTTP {reply.Status} without a video id");
        }

        // 408 and 499 mean that the request was interrupted, so the provider may have accepted the video.
        return reply.Status is >= 400 and < 500 and not (408 or 499)
            ? new SubmitReport.Rejected(OpenAiCompatibleFaults.OfRefusal(reply))
            : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a video was accepted");
    }

    public ProviderCall Poll(ProviderJob job) => new("GET", PathOf(job));

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status is 404 or 410)
            return JobReport.Failed(OpenAiCompatibleFaults.OfMissingVideo(reply));
        if (!reply.IsSuccess)
            return JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Json is null)
            return JobReport.Unreadable("the body is not a JSON object");
        if (OpenAiCompatibleTask.IsAnother(reply, job.UpstreamId))
            return JobReport.Unreadable("the reply is about another video");

        return Read(job, reply, JobReport.OfWord(OpenAiCompatibleTask.StatusOf(reply))) with { Progress = OpenAiCompatibleTask.ProgressOf(reply) };
    }

    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) =>
        destination.Credentials.TryGetValue("apiKey", out var key) && key.Length > 0
            ? call.WithHeader("Authorization", $"Bearer {key}")
            : call;

    // The API documents no multipart field for a link, so a provider that always sends multipart takes only bytes.
    public MediaForm FormOf(MediaKind kind) => settings.AlwaysMultipart ? MediaForm.Inline : MediaForm.Either;

    public ProviderCall Probe(ProviderDestination destination) => new("GET", "/videos?limit=1");

    public ProviderFault? ReadProbe(ProviderReply reply) => reply.IsSuccess ? null : OpenAiCompatibleFaults.OfRefusal(reply);

    private static JobReport Read(ProviderJob job, ProviderReply reply, JobReport report) => report.State switch
    {
        ReportedState.Completed => Completed(job, reply),
        ReportedState.Failed => JobReport.Failed(OpenAiCompatibleFaults.OfFailedVideo(reply)),
        _ => report,
    };

    private static JobReport Completed(ProviderJob job, ProviderReply reply) => new(ReportedState.Completed)
    {
        Content = new Dictionary<string, ContentLocation>
        {
            [JobReport.VideoVariant] = OpenAiCompatibleTask.VideoOf(reply) is { } video ? Location(job, video) : ContentOf(job, ""),
            // An upstream without this variant answers the download with an error.
            ["thumbnail"] = ContentOf(job, "?variant=thumbnail"),
            ["spritesheet"] = ContentOf(job, "?variant=spritesheet"),
        },
        ContentLifetime = LifetimeOf(reply),
        Delivered = OpenAiCompatibleDelivered.Of(reply),
    };

    private static ContentLocation.Bytes ContentOf(ProviderJob job, string query) => new(new ProviderCall("GET", $"{PathOf(job)}/content{query}"));

    /// <summary>A link to the provider's own host needs the key. Any other link works without one, and must not get the key.</summary>
    private static ContentLocation Location(ProviderJob job, FoundVideo video) =>
        video.Link is { } link && new Uri(link).GetLeftPart(UriPartial.Authority) == new Uri(job.Destination.Addresses[ProviderCall.MainAddress]).GetLeftPart(UriPartial.Authority)
            ? new ContentLocation.Bytes(new ProviderCall("GET", link))
            : video.At(new ProviderCall("GET", PathOf(job)));

    private static TimeSpan LifetimeOf(ProviderReply reply)
    {
        const double Year = 365 * 86_400;
        var seconds = reply.FindNumber("expires_at") - reply.FindNumber("completed_at");
        return seconds is > 0 and <= Year ? TimeSpan.FromSeconds(seconds.Value) : UsualLifetime;
    }

    private static string PathOf(ProviderJob job) => $"/videos/{Uri.EscapeDataString(job.UpstreamId!)}";
}
