namespace VideoProxy.Abstractions;

/// <summary>
/// Reads the words that providers use for the state of a task. Providers that copy an API often vary its words, so spelling variants
/// count as the same word. An unknown word is never an end, because a wrong guess could lose a paid video.
/// </summary>
public static class TaskWords
{
    /// <summary>Returns the state that a word names, or null for an unknown word. Case, surrounding blanks and hyphens do not matter.</summary>
    /// <param name="word">The provider's word, such as <c>succeed</c> or <c> Finished </c>.</param>
    public static ReportedState? StateOf(string word) => word.Trim().Replace('-', '_').Replace(' ', '_').ToUpperInvariant() switch
    {
        "QUEUED" or "PENDING" or "SUBMITTED" or "WAITING" or "QUEUING" or "CREATED" or "NOT_START" or "NOT_STARTED" => ReportedState.Queued,
        "IN_PROGRESS" or "PROCESSING" or "RUNNING" or "GENERATING" or "STARTED" => ReportedState.InProgress,
        "COMPLETED" or "COMPLETE" or "DONE" or "SUCCESS" or "SUCCEEDED" or "SUCCEED" or "FINISHED" => ReportedState.Completed,
        "FAILED" or "FAIL" or "FAILURE" or "ERROR" or "REJECTED" or "MODERATED" => ReportedState.Failed,
        "CANCELED" or "CANCELLED" => ReportedState.Canceled,
        "EXPIRED" or "TIMEOUT" or "TIMED_OUT" => ReportedState.Expired,
        _ => null,
    };
}
