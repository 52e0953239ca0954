using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>The V2 wire format, for the H3 models. It reports errors by HTTP status.</summary>
internal sealed class H3Version : IMiniMaxVersion
{
    public const string ListPath = "/v2/query/video_generation";
    private const string TasksPath = "/v2/video_generation";

    // A task can be queried for a week, and each reply contains a new link.
    private static readonly TimeSpan TaskLifetime = TimeSpan.FromDays(7);

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => H3Rules.Check(request);

    public ProviderCall Submit(ProviderJob job)
    {
        var task = new JsonObject
        {
            ["model"] = job.Offering.Upstream,
            ["content"] = H3Content.Of(job.Request),
            ["resolution"] = ResolutionOf(job.Output.Resolution),
            ["duration"] = job.Output.Seconds,
            // A task from text must state the ratio. A task with frames takes the ratio of the frames.
            ["ratio"] = job.Request.FirstFrame is null ? job.Output.AspectRatio : "adaptive",
        };
        if (job.NotifyUrl is { } notify)
            task["callback_url"] = notify;
        AddOptions(task, job.Request.ProviderOptions);
        return new("POST", TasksPath) { Content = new CallContent.Json(task) };
    }

    public SubmitReport ReadSubmit(ProviderReply reply)
    {
        if (reply.IsSuccess)
            return MiniMaxJson.IdOf(reply.WithoutEnvelope("task_id").Find("task_id")) is { } id ? new SubmitReport.Accepted(id) : new SubmitReport.Unknown($"HTTP {reply.Status} without a task id");

        var message = reply.FindString("error", "message");
        var code = MiniMaxFaults.CodeIn(message);
        var kind = MiniMaxFaults.KindOfStatus(reply.Status);
        return kind is null
            ? new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a task was made")
            : new SubmitReport.Rejected(MiniMaxFaults.Of(
                (code is { } known ? MiniMaxFaults.KindOfRefusal(known) : null) ?? kind.Value, message ?? $"The provider refused the video with HTTP {reply.Status}.", code, reply));
    }

    public ProviderCall Poll(ProviderJob job) => new("GET", QueryOf(job));

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status == 404)
            return JobReport.Failed(new ProviderFault(FaultKind.NotFound, "The provider no longer knows the task."));
        if (!reply.IsSuccess)
            return JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Json is null)
            return JobReport.Unreadable("the body is not a JSON object");
        reply = reply.WithoutEnvelope("task");
        if (MiniMaxJson.IdOf(reply.Find("task", "id")) is { } id && id != job.UpstreamId)
            return JobReport.Unreadable("the reply is about another task");

        var report = JobReport.OfWord(reply.FindId("task", "status"));
        return report.State switch
        {
            ReportedState.Completed => Completed(job, reply),
            ReportedState.Failed => JobReport.Failed(MiniMaxFaults.OfFailedTask(CodeOfTask(reply), reply.FindString("task", "error", "message"), reply)),
            _ => report,
        };
    }

    // This call is only for queued tasks, because it erases the record of a finished task.
    public static ProviderCall Cancel(ProviderJob job) => new("DELETE", $"{TasksPath}/{Uri.EscapeDataString(job.UpstreamId!)}");

    private static string QueryOf(ProviderJob job) => $"{ListPath}/{Uri.EscapeDataString(job.UpstreamId!)}";

    private JobReport Completed(ProviderJob job, ProviderReply reply) => VideoFinder.Find(reply, "/task/content/url") is not { } video
        ? new(ReportedState.Completed)
        : new(ReportedState.Completed)
        {
            Content = new Dictionary<string, ContentLocation>
            {
                // The link expires, and each poll returns a new one.
                [JobReport.VideoVariant] = video.IsLink ? new ContentLocation.UrlInside(Poll(job), video.JsonPointer) : video.At(Poll(job)),
            },
            ContentLifetime = TaskLifetime,
            Delivered = new Delivered { Seconds = reply.FindNumber("task", "duration") },
        };

    // The error code of a task is a string. Everywhere else the code is a number.
    private static int? CodeOfTask(ProviderReply reply) =>
        int.TryParse(MiniMaxJson.IdOf(reply.Find("task", "error", "code")), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    private static void AddOptions(JsonObject task, JsonObject options)
    {
        foreach (var (name, value) in options)
        {
            if (name == "prompt_expansion_mode") task["extra"] = new JsonObject { [name] = value?.DeepClone() };
            else task.TryAdd(name, value?.DeepClone());
        }
    }

    private static string ResolutionOf(string resolution) => resolution switch
    {
        "480p" => "480P",
        "2k" => "2K",
        _ => "768P",
    };
}
