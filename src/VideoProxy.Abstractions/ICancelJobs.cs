namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider that can cancel a task. Without this interface, the task of a canceled job runs to its end at the provider.
/// </summary>
public interface ICancelJobs
{
    /// <summary>
    /// Builds the native call that cancels the task, or returns null when the provider cannot cancel a task in this state. The
    /// host has just polled the state, so a call that would erase a finished result is never sent.
    /// </summary>
    /// <remarks>
    /// If this method returns null, the host calls the method again with <see cref="ReportedState.Queued"/>. If the second result is
    /// null too, the provider never cancels tasks of this offering, and the client gets <c>unsupported</c>. Otherwise the client gets
    /// <c>too_late</c>.
    /// </remarks>
    /// <param name="job">The attempt. <see cref="ProviderJob.UpstreamId"/> is set.</param>
    /// <param name="state">
    /// The state that the provider has just reported: <see cref="ReportedState.Queued"/> or <see cref="ReportedState.InProgress"/>.
    /// </param>
    ProviderCall? Cancel(ProviderJob job, ReportedState state);

    /// <summary>
    /// Reads the reply to <see cref="Cancel"/>. Returns true only when the provider confirms that the task stops and costs
    /// nothing. The host does not call this method for 401, 403, 429, 5xx or a transport failure, because such a reply confirms nothing.
    /// </summary>
    /// <param name="job">The attempt.</param>
    /// <param name="reply">The provider's reply.</param>
    bool ReadCancel(ProviderJob job, ProviderReply reply);
}
