using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Reads the reply to submit. If no state matches, the HTTP status decides.</summary>
internal static class SubmitReading
{
    public static SubmitReport Read(Operations operations, ProviderJob job, ProviderReply reply)
    {
        var rules = Operations.For(operations.Submit, Operations.KindOf(job.Request))!.Reply!;
        var state = rules.Find(reply);
        // 408 and 499 mean that the request was interrupted, and a 2xx without JSON may come from a proxy. In both cases the
        // provider may have made the task, so the outcome is unknown.
        var isRefused = state is null ? reply.Status is >= 400 and < 500 and not (408 or 499) : state.Is == "rejected" && reply is not { IsSuccess: true, Json: null };
        if (isRefused) return new SubmitReport.Rejected(rules.Fault(state?.Fault ?? reply.RefusalKind, reply, $"The provider refused the task with HTTP {reply.Status}."));
        if (state is null && !reply.IsSuccess) return new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a task was made");

        var note = rules.AddToNote(operations.FirstNote(job.Request), reply);
        if (JsonPointer.FindText(reply.Json, rules.Id!) is not { } id) return new SubmitReport.Unknown($"HTTP {reply.Status} without a value at {rules.Id}");
        return rules.Note.FirstOrDefault(kept => note?[kept.Key] is null).Value is { } missing
            ? new SubmitReport.Unknown($"HTTP {reply.Status} without a value at {missing}")
            : new SubmitReport.Accepted(id, note);
    }
}
