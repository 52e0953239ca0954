using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>A provider's answer to a submit.</summary>
public abstract record SubmitReport
{
    private SubmitReport() { }

    /// <summary>The provider accepted the job and will charge for the video.</summary>
    /// <param name="UpstreamId">
    /// The provider's id of the task: 1 to 512 characters, without control characters and without a <c>.</c> or <c>..</c> path segment.
    /// The host treats a report with any other id as <see cref="Unknown"/>.
    /// </param>
    /// <param name="Note">The first value of <see cref="ProviderJob.Note"/>, or null.</param>
    public sealed record Accepted(string UpstreamId, JsonNode? Note = null) : SubmitReport;

    /// <summary>The provider certainly did not accept the job, so the host may try another offering.</summary>
    /// <param name="Fault">The reason.</param>
    public sealed record Rejected(ProviderFault Fault) : SubmitReport;

    /// <summary>
    /// The provider may or may not have accepted the job. The host never sends the job again, because the provider could then charge
    /// twice.
    /// </summary>
    /// <param name="Why">The reason for operators, without text from the body.</param>
    public sealed record Unknown(string Why) : SubmitReport;
}
