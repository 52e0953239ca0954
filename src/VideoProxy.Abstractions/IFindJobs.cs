namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider that can list its recent tasks. The host uses the list to find the task of a submit whose reply was lost.
/// </summary>
public interface IFindJobs
{
    /// <summary>
    /// Builds the native call that lists recent tasks, which may include the attempt's task. Returns null when the provider has no
    /// list for this offering.
    /// </summary>
    /// <param name="job">The attempt. <see cref="ProviderJob.UpstreamId"/> is null.</param>
    /// <param name="window">The time during which the submit was on its way.</param>
    ProviderCall? Find(ProviderJob job, SubmitWindow window);

    /// <summary>
    /// Reads the reply to <see cref="Find"/>. Returns the tasks that may belong to the attempt: tasks of its model that were
    /// created within the window. Returns null when the reply is unreadable, or when the list does not reach back to the start
    /// of the window. The host adopts a task only if exactly one task fits. The host does not call this method for 401, 403, 429,
    /// 5xx or a transport failure.
    /// </summary>
    /// <param name="job">The attempt.</param>
    /// <param name="window">The same window as in <see cref="Find"/>.</param>
    /// <param name="reply">The provider's reply.</param>
    IReadOnlyList<FoundJob>? ReadFind(ProviderJob job, SubmitWindow window, ProviderReply reply);
}
