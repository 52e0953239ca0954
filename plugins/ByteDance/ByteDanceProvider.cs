using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

internal sealed class ByteDanceProvider : IVideoProvider, IAuthorizeCalls, ITakeMedia, ICancelJobs, IFindJobs, IReceiveNotifications, IProbe
{
    private const string TasksPath = "/contents/generations/tasks";

    // Result links expire after a day. The task itself stays readable for a week.
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) =>
        ByteDanceRules.Check(request, offering);

    public ProviderCall Submit(ProviderJob job) =>
        new("POST", TasksPath) { Content = new CallContent.Json(ByteDanceWire.Task(job)) };

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status == 200)
        {
            return reply.WithoutEnvelope("id").FindId("id") is { } id
                ? new SubmitReport.Accepted(id)
                : new SubmitReport.Unknown("HTTP 200 without a task id");
        }

        // 408 and 499 mean that the request was interrupted, so the provider may have made the task.
        return reply.Status is >= 400 and < 500 and not (408 or 499)
            ? new SubmitReport.Rejected(ByteDanceFaults.OfRefusal(reply))
            : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a task was made");
    }

    public ProviderCall Poll(ProviderJob job) => new("GET", $"{TasksPath}/{Uri.EscapeDataString(job.UpstreamId!)}");

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status == 404)
            return JobReport.Failed(ByteDanceFaults.OfMissingTask(reply));
        if (!reply.IsSuccess)
            return JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Json is null)
            return JobReport.Unreadable("the body is not a JSON object");
        reply = reply.WithoutEnvelope("id", "status");
        if (reply.Find("id") is not null && reply.FindId("id") != job.UpstreamId)
            return JobReport.Unreadable("the reply is about another task");

        var report = JobReport.OfWord(reply.FindId("status"));
        return report.State switch
        {
            ReportedState.Completed => Completed(job, reply),
            ReportedState.Failed => JobReport.Failed(ByteDanceFaults.OfFailedTask(reply)),
            _ => report,
        };
    }

    public ProviderCall Probe(ProviderDestination destination) => new("GET", $"{TasksPath}?page_num=1&page_size=1");

    public ProviderFault? ReadProbe(ProviderReply reply) => reply.IsSuccess ? null : ByteDanceFaults.OfRefusal(reply);

    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) =>
        destination.Credentials.TryGetValue("apiKey", out var key) && key.Length > 0
            ? call.WithHeader("Authorization", $"Bearer {key}")
            : call;

    // The provider refuses inline videos, so videos and audio are sent as links. Images may be data URLs.
    public MediaForm FormOf(MediaKind kind) => kind == MediaKind.Image ? MediaForm.Either : MediaForm.Url;

    // Only a queued task can be canceled. DELETE returns 409 for a running task and erases the record of a finished one.
    public ProviderCall? Cancel(ProviderJob job, ReportedState state) =>
        state == ReportedState.Queued ? new("DELETE", $"{TasksPath}/{Uri.EscapeDataString(job.UpstreamId!)}") : null;

    public bool ReadCancel(ProviderJob job, ProviderReply reply) => reply.IsSuccess;

    public ProviderCall? Find(ProviderJob job, SubmitWindow window) => ByteDanceList.Find(TasksPath, job);

    public IReadOnlyList<FoundJob>? ReadFind(ProviderJob job, SubmitWindow window, ProviderReply reply) => ByteDanceList.Read(window, reply);

    // The body has the same content as a poll reply, but no signature. Only the id is read, and a poll confirms the rest.
    public Notification ReadNotification(JsonElement body) =>
        new(JsonPointer.FindText(body, "/id"));

    private JobReport Completed(ProviderJob job, ProviderReply reply)
    {
        // The provider has reported success without a video. The host fails such a job as no_video.
        var content = new Dictionary<string, ContentLocation>();
        if (VideoFinder.Find(reply, "/content/video_url") is { } video)
            content[JobReport.VideoVariant] = video.At(Poll(job));
        if (content.Count > 0 && reply.FindString("content", "last_frame_url") is { } frame)
            content["last_frame"] = new ContentLocation.Url(frame);

        return new JobReport(ReportedState.Completed)
        {
            Content = content,
            ContentLifetime = LinkLifetime,
            Delivered = new Delivered { Seconds = reply.FindNumber("duration") },
        };
    }
}
