namespace VideoProxy.Abstractions;

/// <summary>Ability: a task can be taken back. Without it, a canceled job's task runs on at the provider.</summary>
public interface ICancelJobs
{
    /// <summary>
    /// The native call that takes the task back, or null when the provider does not cancel in this state. The host has
    /// just asked for the state, so a call that would erase a finished result is never made. Null for a queued task means
    /// that tasks of this offering are never taken back: the client is told <c>unsupported</c> then, else <c>too_late</c>.
    /// </summary>
    /// <param name="job">The attempt; <see cref="ProviderJob.UpstreamId"/> is set.</param>
    /// <param name="state">The state that the provider reported a moment ago: queued or in progress.</param>
    ProviderCall? Cancel(ProviderJob job, ReportedState state);

    /// <summary>
    /// Whether the reply to <see cref="Cancel"/> says that the task will not be made and not be charged. Never called for
    /// 5xx replies or transport failures: those confirm nothing.
    /// </summary>
    bool ReadCancel(ProviderJob job, ProviderReply reply);
}
