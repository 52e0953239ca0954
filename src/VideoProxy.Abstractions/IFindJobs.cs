namespace VideoProxy.Abstractions;

/// <summary>Ability: tasks can be looked up without knowing their id, to learn what became of a submit without an answer.</summary>
public interface IFindJobs
{
    /// <summary>The native call that lists the tasks which the attempt's submit may have made; null when there is no list of this offering's tasks.</summary>
    /// <param name="job">The attempt; <see cref="ProviderJob.UpstreamId"/> is null.</param>
    /// <param name="window">When the submit was on its way.</param>
    ProviderCall? Find(ProviderJob job, SubmitWindow window);

    /// <summary>
    /// The tasks in the reply that may be the attempt's: of its model, made within the window. Null when the reply cannot
    /// be read or does not reach back to the window's start. The host adopts a task only if it is the only one that fits.
    /// </summary>
    IReadOnlyList<FoundJob>? ReadFind(ProviderJob job, SubmitWindow window, ProviderReply reply);
}
