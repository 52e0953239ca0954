using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Reads the reply to poll, or to content after a poll reply matched a state with <c>then</c>. A reply that matches no state never ends a job.</summary>
internal static class PollReading
{
    public static JobReport Read(Operations operations, ProviderJob job, ProviderReply reply)
    {
        var rules = operations.Next(job).Reply!;
        var note = rules.Note.Count > 0 ? rules.AddToNote(job.Note, reply) : null;
        // A 2xx without JSON may come from a proxy, so it must not end the job.
        if (rules.Find(reply) is not { } state || (reply is { IsSuccess: true, Json: null } && state.EndsJob)) return Unmatched(rules, reply) with { Note = note };
        if (state.Then is { } next) return Continue(operations, job with { Note = note ?? job.Note }, next);
        return Report(operations, job, reply, rules, state) with { Note = note };
    }

    private static JobReport Unmatched(ReplyRules rules, ProviderReply reply)
    {
        if (!reply.IsSuccess) return JobReport.Unreadable($"HTTP {reply.Status}");
        return reply.Json is null
            ? JobReport.Unreadable("the body is not a JSON object")
            : rules.DescribeUnmatched(reply) is { } undocumented ? new(ReportedState.InProgress) { Remark = undocumented }
            : JobReport.WithoutStatus("no state matches the reply");
    }

    private static JobReport Continue(Operations operations, ProviderJob job, string next)
    {
        var missing = OperationsCheck.Notes(Operations.ForJob(operations.Content, job)).FirstOrDefault(name => job.Note?[name] is null);
        return missing is null
            ? new(ReportedState.InProgress) { PollAfter = TimeSpan.Zero, Note = Operations.Then(job.Note, next) }
            : JobReport.Unreadable($"the task is done, but no reply contained '{missing}', which {next} requires");
    }

    private static JobReport Report(Operations operations, ProviderJob job, ProviderReply reply, ReplyRules rules, ReplyState state) => state.Is switch
    {
        "completed" => new(ReportedState.Completed) { Content = Content(operations, job, reply, state) },
        "failed" => JobReport.Failed(rules.Fault(state.Fault ?? FaultKind.Internal, reply, "The provider gave no reason.")),
        var word => new(Enum.Parse<ReportedState>(word!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true))
        {
            // A state for every other word must not hide a word that the file does not know.
            Remark = state.EndsJob ? null : rules.DescribeUnknown(state, reply),
        },
    };

    // Returns no content if the reply has no link. The host then fails the job as no_video.
    private static Dictionary<string, ContentLocation> Content(Operations operations, ProviderJob job, ProviderReply reply, ReplyState state)
    {
        var content = new Dictionary<string, ContentLocation>();
        if (VideoFinder.Find(reply, state.Video) is { } video) content[JobReport.VideoVariant] = video.At(operations.Next(job).CallAfterSubmit(job));
        else if (state.Video.Count == 0 && operations.Content.Count > 0)
            content[JobReport.VideoVariant] = new ContentLocation.Bytes(Operations.ForJob(operations.Content, job).CallAfterSubmit(job));
        return content;
    }
}
