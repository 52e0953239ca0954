using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>The V1 wire format, for the Hailuo models. Most errors have HTTP status 200, so <c>base_resp.status_code</c> tells the outcome.</summary>
internal sealed class HailuoVersion : IMiniMaxVersion
{
    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => HailuoRules.Check(request, offering);

    public ProviderCall Submit(ProviderJob job)
    {
        var task = new JsonObject
        {
            ["model"] = job.Offering.Upstream,
            ["duration"] = job.Output.Seconds,
            ["resolution"] = ResolutionOf(job.Output.Resolution),
        };
        if (!string.IsNullOrWhiteSpace(job.Request.Prompt))
            task["prompt"] = job.Request.Prompt;
        if (job.Request.FirstFrame is { } first)
            task["first_frame_image"] = first.ToUrl();
        if (job.Request.LastFrame is { } last)
            task["last_frame_image"] = last.ToUrl();
        if (job.NotifyUrl is { } notify)
            task["callback_url"] = notify;
        foreach (var (name, value) in job.Request.ProviderOptions)
            task.TryAdd(name, value?.DeepClone());

        return new("POST", "/v1/video_generation") { Content = new CallContent.Json(task) };
    }

    public SubmitReport ReadSubmit(ProviderReply reply)
    {
        var code = MiniMaxJson.CodeOf(reply);
        if (code is null or 0)
        {
            if (reply.IsSuccess)
                return MiniMaxJson.IdOf(reply.WithoutEnvelope("task_id").Find("task_id")) is { } id ? new SubmitReport.Accepted(id) : new SubmitReport.Unknown($"HTTP {reply.Status} without a task id");
            return MiniMaxFaults.KindOfStatus(reply.Status) is { } byStatus
                ? new SubmitReport.Rejected(MiniMaxFaults.Of(byStatus, $"The provider refused the video with HTTP {reply.Status}.", null, reply))
                : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a task was made");
        }

        return MiniMaxFaults.KindOfRefusal(code.Value) is { } kind
            ? new SubmitReport.Rejected(MiniMaxFaults.Of(kind, reply.FindString("base_resp", "status_msg"), code, reply))
            : new SubmitReport.Unknown($"status_code {code} does not say whether a task was made");
    }

    public ProviderCall Poll(ProviderJob job) => new("GET", $"/v1/query/video_generation?task_id={Uri.EscapeDataString(job.UpstreamId!)}");

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply)
    {
        if (!reply.IsSuccess)
            return JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Json is null)
            return JobReport.Unreadable("the body is not a JSON object");
        var code = MiniMaxJson.CodeOf(reply);
        reply = reply.WithoutEnvelope("task_id", "status");
        if (MiniMaxJson.IdOf(reply.Find("task_id")) is { } id && id != job.UpstreamId)
            return JobReport.Unreadable("the reply is about another task");

        var report = JobReport.OfWord(reply.FindId("status"));
        return report.State switch
        {
            ReportedState.Completed => Completed(job, reply),
            ReportedState.Failed => Failed(reply, code),
            _ => report.HasStatus ? report : WithoutStatus(reply, code, report),
        };
    }

    private static JobReport WithoutStatus(ProviderReply reply, int? code, JobReport report) => code switch
    {
        1026 or 1027 => Failed(reply, code),
        1004 or 2049 => JobReport.Refused(MiniMaxFaults.Of(FaultKind.Authentication, reply.FindString("base_resp", "status_msg"), code, reply)),
        null or 0 => report,
        _ => JobReport.Unreadable($"status_code {code}"),
    };

    private static JobReport Failed(ProviderReply reply, int? code)
    {
        var message = reply.FindString("base_resp", "status_msg");
        // Code 0 means that the poll itself succeeded, which says nothing about the task.
        return JobReport.Failed(MiniMaxFaults.OfFailedTask(code is 0 ? null : code, code is 0 ? null : message, reply));
    }

    // A link expires after an hour. Each read of the file's record returns a new one.
    private JobReport Completed(ProviderJob job, ProviderReply reply) => new(ReportedState.Completed)
    {
        Content = MiniMaxJson.IdOf(reply.Find("file_id")) is { } file
            ? new Dictionary<string, ContentLocation>
            {
                [JobReport.VideoVariant] = new ContentLocation.UrlInside(
                    new ProviderCall("GET", $"/v1/files/retrieve?file_id={Uri.EscapeDataString(file)}"), "/file/download_url"),
            }
            : VideoFinder.Find(reply, "/file/download_url", "/video_url", "/download_url") is { } video ? new() { [JobReport.VideoVariant] = video.At(Poll(job)) } : new Dictionary<string, ContentLocation>(),
        // 1280x720 is made at 768P, and a video with a first frame has the ratio of that frame. So only the task states the real size.
        Delivered = new Delivered { Width = (int?)reply.FindNumber("video_width"), Height = (int?)reply.FindNumber("video_height") },
    };

    // V1 has no 720p. The nearest resolution is 768P.
    private static string ResolutionOf(string resolution) => resolution switch
    {
        "480p" => "512P",
        "1080p" => "1080P",
        _ => "768P",
    };
}
