namespace VideoProxy.Abstractions;

/// <summary>
/// A translator between the canonical job and the native HTTP API of one provider. The host sends the calls, keeps the time and
/// stores the job.
/// </summary>
/// <remarks>
/// An implementation is pure: it has no I/O, clock, logger or state. The same arguments always give the same result, on any
/// thread. A provider declares further abilities when its class also implements one of these interfaces:
/// <see cref="IAuthorizeCalls"/>, <see cref="IRequestTokens"/>, <see cref="ITakeMedia"/>, <see cref="IStageMedia"/>,
/// <see cref="ICancelJobs"/>, <see cref="IFindJobs"/>, <see cref="IReceiveNotifications"/>, <see cref="IRemakeVideos"/>,
/// <see cref="IProbe"/>.
/// </remarks>
public interface IVideoProvider
{
    /// <summary>
    /// Checks a request for rules that the offering's table (sizes, seconds, inputs) cannot express. The host calls this method
    /// before it stores or sends anything. Refuse every member that the native call cannot carry, and never drop one silently.
    /// </summary>
    /// <param name="request">The client's request.</param>
    /// <param name="offering">The offering that would serve the request.</param>
    /// <returns>One problem for each broken rule. The sequence is empty when the provider can serve the request.</returns>
    IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering);

    /// <summary>
    /// Builds the native call that submits the job. The host sends the call only once, because the call costs money. At start the host
    /// also calls this method with sample jobs, to find offerings that the plugin cannot translate.
    /// </summary>
    /// <param name="job">The attempt. The media inputs have the forms that <see cref="ITakeMedia"/> declares.</param>
    /// <exception cref="ProviderSettingsException">
    /// The file's settings cannot express this job. The host reports the file as faulty at start.
    /// </exception>
    ProviderCall Submit(ProviderJob job);

    /// <summary>
    /// Reads the reply to <see cref="Submit"/>. The host does not call this method for 5xx or a transport failure, because the
    /// outcome of such a submit is always unknown.
    /// </summary>
    /// <param name="job">The attempt.</param>
    /// <param name="reply">The provider's reply.</param>
    /// <returns>
    /// <see cref="SubmitReport.Accepted"/> for a reply with the task's id. <see cref="SubmitReport.Rejected"/> for a reply that the
    /// provider documents as a refusal: most 4xx, or an error code in a 200. <see cref="SubmitReport.Unknown"/> for every other reply,
    /// also for a 2xx without a readable id.
    /// </returns>
    SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply);

    /// <summary>Builds the native call that reads the task's state.</summary>
    /// <param name="job">The attempt. <see cref="ProviderJob.UpstreamId"/> is set.</param>
    ProviderCall Poll(ProviderJob job);

    /// <summary>
    /// Reads the reply to <see cref="Poll"/>. The host does not call this method for 401, 403, 429, 5xx or a transport failure,
    /// because such a reply never fails a job.
    /// </summary>
    /// <param name="job">The attempt.</param>
    /// <param name="reply">The provider's reply.</param>
    /// <returns>The task's state. <see cref="ReportedState.Unreadable"/> for a reply in a shape that the provider does not document.</returns>
    JobReport ReadPoll(ProviderJob job, ProviderReply reply);
}
