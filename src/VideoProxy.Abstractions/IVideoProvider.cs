namespace VideoProxy.Abstractions;

/// <summary>
/// Translates between the canonical job and one provider's native HTTP API. Pure: no I/O, clock, logger or state, so the
/// same arguments always give the same result, on any thread. The host sends the calls, keeps the time and stores the job.
/// More ability is another small interface on the same class, found with <c>is</c>: <see cref="IAuthorizeCalls"/>,
/// <see cref="IRequestTokens"/>, <see cref="ITakeMedia"/>, <see cref="IStageMedia"/>, <see cref="ICancelJobs"/>,
/// <see cref="IFindJobs"/>, <see cref="IReceiveNotifications"/>, <see cref="IRemakeVideos"/>.
/// </summary>
public interface IVideoProvider
{
    /// <summary>
    /// Checks what the offering's table (sizes, seconds, inputs) cannot say, before anything is stored or sent.
    /// Yields nothing when the request can be carried out; a member that cannot be carried must be refused, never dropped.
    /// </summary>
    IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering);

    /// <summary>The native call that submits the job. It costs money and is sent once.</summary>
    ProviderCall Submit(ProviderJob job);

    /// <summary>
    /// Reads the reply to <see cref="Submit"/>. <see cref="SubmitReport.Rejected"/> only for what the provider documents as
    /// refused before acceptance (a 4xx, or such a code in a 200); a 2xx without a readable id is <see cref="SubmitReport.Unknown"/>.
    /// Never called for 5xx replies or transport failures: those are unknown whatever they say.
    /// </summary>
    SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply);

    /// <summary>The native call that asks for the job's state. <see cref="ProviderJob.UpstreamId"/> is set.</summary>
    ProviderCall Poll(ProviderJob job);

    /// <summary>
    /// Reads the reply to <see cref="Poll"/>. Never called for 5xx, 429, 401 or 403, which never fail a job.
    /// A reply in a shape that the provider does not document is <see cref="ReportedState.Unreadable"/>.
    /// </summary>
    JobReport ReadPoll(ProviderJob job, ProviderReply reply);
}
