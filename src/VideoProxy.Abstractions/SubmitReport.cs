using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>What a provider said to a submit.</summary>
public abstract record SubmitReport
{
    private SubmitReport() { }

    /// <summary>The provider took the job and will charge for it.</summary>
    /// <param name="UpstreamId">The provider's own id of the task.</param>
    /// <param name="Note">The provider's own note, given back with every later call.</param>
    public sealed record Accepted(string UpstreamId, JsonNode? Note = null) : SubmitReport;

    /// <summary>The provider definitely did not take the job. Another offering may be tried.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Rejected(ProviderFault Fault) : SubmitReport;

    /// <summary>It cannot be told whether the provider took the job. Never sent again.</summary>
    /// <param name="Why">What was seen, for operators; no body text.</param>
    public sealed record Unknown(string Why) : SubmitReport;
}
