namespace VideoProxy.Abstractions;

/// <summary>
/// Reads the words that providers use for the state of a task. Providers that copy an API often vary its words, so spelling variants
/// count as the same word. An unknown word is never an end, because a wrong guess could lose a paid video.
/// </summary>
public static class TaskWords
{
    /// <summary>Returns the state that a word names, or null for an unknown word. Case, surrounding blanks and hyphens do not matter.</summary>
    /// <param name="word">The provider's word, such as <c>succeed</c> or <c> Finished </c>.</param>
    public static ReportedState? StateOf(string word) => Fold(word) switch
    {
        "QUEUED" or "PENDING" or "SUBMITTED" or "WAITING" or "QUEUING" or "QUEUEING" or "PREPARING" or "CREATED" or "NOT_START" or "NOT_STARTED" => ReportedState.Queued,
        "IN_PROGRESS" or "PROCESSING" or "RUNNING" or "GENERATING" or "STARTED" => ReportedState.InProgress,
        "COMPLETED" or "COMPLETE" or "DONE" or "SUCCESS" or "SUCCEEDED" or "SUCCEED" or "FINISHED" => ReportedState.Completed,
        "FAILED" or "FAIL" or "FAILURE" or "ERROR" or "REJECTED" or "MODERATED" => ReportedState.Failed,
        "CANCELED" or "CANCELLED" => ReportedState.Canceled,
        "EXPIRED" or "TIMEOUT" or "TIMED_OUT" => ReportedState.Expired,
        _ => null,
    };

    /// <summary>Returns the form in which all spellings of a word are equal: in upper case, without surrounding blanks, with underscores for blanks and hyphens.</summary>
    /// <param name="word">The provider's word.</param>
    public static string Fold(string word) => word.Trim().Replace('-', '_').Replace(' ', '_').ToUpperInvariant();

    /// <summary>Returns whether a reply with this word does not say in which state the task is. Some providers answer the first polls so.</summary>
    /// <param name="word">The provider's word, or null if the reply has none.</param>
    public static bool SayNothing(string? word) => word is null || Fold(word) is "" or "UNKNOWN" or "NONE" or "NULL" or "UNDEFINED";
}
