using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>The reply to a submit. Without a state that matches, the HTTP status says what it says everywhere.</summary>
internal static class SubmitReading
{
    private const int MostId = 512;

    public static SubmitReport Read(Operations operations, ProviderJob job, ProviderReply reply)
    {
        var submit = Operations.For(operations.Submit, Operations.KindOf(job.Request))!;
        var (rules, state) = (submit.Reply!, submit.Reply!.Find(reply));
        if (state is { Is: "rejected" }) return new SubmitReport.Rejected(rules.Fault(state.Fault ?? KindOf(reply.Status), reply, Refused(reply)));
        if (state is null && !reply.IsSuccess)
        {
            // 408 and 499 are a request cut in the middle: the task may have been made.
            return reply.Status is >= 400 and < 500 and not (408 or 499)
                ? new SubmitReport.Rejected(rules.Fault(KindOf(reply.Status), reply, Refused(reply)))
                : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether a task was made");
        }

        var note = rules.Keep(operations.FirstNote(job.Request), reply);
        // Two dots would lead to another path of the same service.
        if (Pointer.FindText(reply.Json, rules.Id!) is not { Length: <= MostId } id || id is "." or ".." || id.Any(char.IsControl)) return new SubmitReport.Unknown($"HTTP {reply.Status} without {rules.Id}");
        return rules.Note.FirstOrDefault(kept => note?[kept.Key] is null).Value is { } missing
            ? new SubmitReport.Unknown($"HTTP {reply.Status} without {missing}")
            : new SubmitReport.Accepted(id, note);
    }

    private static string Refused(ProviderReply reply) => $"The provider refused the task with HTTP {reply.Status}.";

    private static FaultKind KindOf(int status) => status switch
    {
        401 => FaultKind.Authentication,
        402 => FaultKind.InsufficientQuota,
        403 => FaultKind.Permission,
        404 => FaultKind.NotFound,
        429 => FaultKind.RateLimited,
        _ => FaultKind.InvalidRequest,
    };
}
