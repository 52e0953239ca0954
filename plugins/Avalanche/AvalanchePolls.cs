using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Builds and reads the polls of a task and of its upgrade. Each <see cref="AvalancheStep"/> has its own call.</summary>
internal static class AvalanchePolls
{
    private const string Prefix = "/api/v1/veo";
    private static readonly TimeSpan FullHdSpacing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UltraHdSpacing = TimeSpan.FromSeconds(30);

    public static ProviderCall Call(ProviderJob job)
    {
        var (id, step) = (job.UpstreamId!, AvalancheStep.Read(job.Note));
        return step switch
        {
            { Name: AvalancheStep.FullHd } => new("GET", $"{Prefix}/get-1080p-video?taskId={Uri.EscapeDataString(id)}&index=0"),
            { Name: AvalancheStep.UltraHd, UpgradeId: null } => new("POST", $"{Prefix}/get-4k-video")
            {
                Content = new CallContent.Json(new JsonObject { ["taskId"] = id, ["index"] = 0 }),
            },
            _ => new("GET", $"{Prefix}/record-info?taskId={Uri.EscapeDataString(step.UpgradeId ?? id)}"),
        };
    }

    public static JobReport Read(ProviderJob job, ProviderReply reply)
    {
        if (reply.Json is null)
            return JobReport.Unreadable($"HTTP {reply.Status} without a JSON object");

        var step = AvalancheStep.Read(job.Note);
        return step switch
        {
            { Name: AvalancheStep.FullHd } => ReadFullHd(reply),
            { Name: AvalancheStep.UltraHd, UpgradeId: null } => ReadUltraHd(job, reply),
            { Name: AvalancheStep.UltraHd } => ReadUpgradeTask(step, reply),
            _ => ReadTask(job, reply),
        };
    }

    private static JobReport ReadTask(ProviderJob job, ProviderReply reply)
    {
        if (ErrorReport(reply) is { } error)
            return error;
        if (reply.Find("data", "taskId") is not null && reply.FindId("data", "taskId") != job.UpstreamId)
            return JobReport.Unreadable("the reply is about another task");

        return AvalancheReply.IntegerOf(reply.Find("data", "successFlag")) switch
        {
            0 => new JobReport(ReportedState.InProgress),
            1 => ReadMade(job, reply),
            2 or 3 or -1 => JobReport.Failed(AvalancheFaults.OfFailedTask(reply)),
            { } other => new JobReport(ReportedState.InProgress) { Remark = $"undocumented successFlag {other}" },
            null => JobReport.WithoutStatus("the body has no successFlag"),
        };
    }

    // The task has a video. The job is complete only if the video has the requested resolution.
    private static JobReport ReadMade(ProviderJob job, ProviderReply reply)
    {
        var wanted = job.Output.Resolution;
        // A video of the fallback model is always 1080p.
        var isFallback = reply.Find("data", "fallbackFlag") is { ValueKind: JsonValueKind.True };
        if (wanted is not (AvalancheStep.FullHd or AvalancheStep.UltraHd) || HasResolution(reply, wanted) || (isFallback && wanted == AvalancheStep.FullHd))
            return Completed(LinkOf(reply));
        if (isFallback)
            return JobReport.Failed(new ProviderFault(FaultKind.Unavailable, "The provider made the video with its fallback model, which cannot be upgraded to 4k."));

        return new JobReport(ReportedState.InProgress) { Note = new AvalancheStep(wanted).ToNote(), PollAfter = TimeSpan.Zero };
    }

    // This endpoint returns 400 until the video is ready, so only a reply with a link counts as finished.
    private static JobReport ReadFullHd(ProviderReply reply)
    {
        if (ResultLink(reply) is { } link)
            return Completed(link);

        return AvalancheReply.CodeOf(reply) switch
        {
            AvalancheReply.Success or 400 or 409 or 422 or 425 => Waiting(FullHdSpacing),
            _ => ErrorReport(reply) ?? Waiting(FullHdSpacing),
        };
    }

    private static JobReport ReadUltraHd(ProviderJob job, ProviderReply reply)
    {
        if (ResultLink(reply) is { } link)
            return Completed(link);

        switch (AvalancheReply.CodeOf(reply))
        {
            case AvalancheReply.Success when reply.FindId("data", "taskId") is { } id && id != job.UpstreamId:
                return Waiting(UltraHdSpacing) with { Note = new AvalancheStep(AvalancheStep.UltraHd, id).ToNote() };
            case AvalancheReply.Success or 400 or 409 or 422 or 425:
                return Waiting(UltraHdSpacing);
            default:
                return ErrorReport(reply) ?? Waiting(UltraHdSpacing);
        }
    }

    private static JobReport ReadUpgradeTask(AvalancheStep step, ProviderReply reply)
    {
        // Kie cannot look up some upgrade tasks. For those, the upgrade call itself is repeated until it returns a link.
        if (AvalancheReply.CodeOf(reply) is 404 or 422)
            return Waiting(UltraHdSpacing) with { Note = (step with { UpgradeId = null }).ToNote() };
        if (ErrorReport(reply) is { } error)
            return error;

        return AvalancheReply.IntegerOf(reply.Find("data", "successFlag")) switch
        {
            // If the record states a resolution, it must be the requested one.
            1 when LinkOf(reply) is { } link && (HasResolution(reply, AvalancheStep.UltraHd) || reply.FindString("data", "response", "resolution") is null) => Completed(link),
            2 or 3 or -1 => JobReport.Failed(AvalancheFaults.OfFailedTask(reply)),
            _ => Waiting(UltraHdSpacing),
        };
    }

    /// <summary>Returns the report for an error code, which means the same in every step, or null if the code is success.</summary>
    private static JobReport? ErrorReport(ProviderReply reply) => AvalancheReply.CodeOf(reply) switch
    {
        AvalancheReply.Success => null,
        404 => JobReport.Failed(new ProviderFault(FaultKind.NotFound, "The provider no longer knows the task.") { NativeCode = "404" }),
        501 => JobReport.Failed(new ProviderFault(FaultKind.Internal, reply.FindString("msg") ?? "The generation failed.") { NativeCode = "501" }),
        401 or 403 => JobReport.Refused(AvalancheFaults.OfRefusal(reply)!),
        { } code => JobReport.Unreadable($"code {code}"),
        null => JobReport.Unreadable($"HTTP {reply.Status} without a code"),
    };

    private static JobReport Waiting(TimeSpan spacing) => new(ReportedState.InProgress) { PollAfter = spacing };

    private static JobReport Completed(string? link) => new(ReportedState.Completed)
    {
        Content = link is null ? new Dictionary<string, ContentLocation>() : new() { [JobReport.VideoVariant] = new ContentLocation.Url(link) { Renewal = Renewal(link) } },
    };

    // Some links expired after 20 minutes. This call returns a new link, which also expires after 20 minutes.
    private static ContentLocation.UrlInside Renewal(string link) => new(
        new ProviderCall("POST", "/api/v1/common/download-url") { Content = new CallContent.Json(new JsonObject { ["url"] = link }) }, "/data");

    private static bool HasResolution(ProviderReply reply, string resolution) =>
        string.Equals(reply.FindString("data", "response", "resolution"), resolution, StringComparison.OrdinalIgnoreCase);

    // If Kie crops a video, originUrls holds the video before cropping. It is used only if resultUrls is missing.
    private static string? LinkOf(ProviderReply reply) =>
        VideoFinder.LinkIn(reply.Find("data", "response", "resultUrls")) ?? VideoFinder.LinkIn(reply.Find("data", "response", "originUrls"));

    private static string? ResultLink(ProviderReply reply) => AvalancheReply.CodeOf(reply) != AvalancheReply.Success
        ? null
        : VideoFinder.LinkIn(reply.Find("data", "resultUrl")) ?? VideoFinder.LinkIn(reply.Find("data", "resultUrls"));
}
