using System.Text.Json;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>The end of a job. It is applied only while <paramref name="Owner"/> still holds the job's lease.</summary>
internal sealed record JobEnding(string JobId, string Owner, string Status, long Now)
{
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }
    public string? ErrorDetails { get; init; }

    /// <summary>The provider's fault, recorded with the attempt for operators.</summary>
    public ProviderFault? Fault { get; init; }

    /// <summary>The beginning of a reply that gave no reason, recorded with the attempt for operators.</summary>
    public string? ProviderMessage { get; init; }
    public long? ExpiresAt { get; init; }
    public long ChargedMicros { get; init; }

    /// <summary>Set to pending if the provider is still working. The tracker then cancels the task and polls for a late video.</summary>
    public string? Cancellation { get; init; }
    public long? LateUntil { get; init; }
    public long? NextPollAt { get; init; }
}

/// <summary>Why it is not known whether a provider accepted a submit.</summary>
/// <param name="Reason">The reason for operators.</param>
/// <param name="Words">What the provider said, or null if it said nothing.</param>
internal sealed record UnknownOutcome(string Reason, string? Words = null);

/// <summary>The progress that a poll reported. It is applied only while <paramref name="Owner"/> still holds the job's lease.</summary>
internal sealed record PollResult(string JobId, string Owner, string Status, long Progress, long NextPollAt);

/// <summary>A client's cancel. <paramref name="Owner"/> takes the job's lease, because that node then cancels the task at the provider.</summary>
internal sealed record JobCancel(string JobId, string AttemptId, string Owner, long Now, long LeaseUntil, long LateUntil);

/// <summary>
/// The result of a poll after the job's end: a late video, or the provider's reply to the cancel. The job's state does not
/// change. A null <paramref name="NextPollAt"/> means that the job needs no further poll.
/// </summary>
internal sealed record JobSettlement(string JobId, string Owner, long? NextPollAt)
{
    /// <summary>The new cancel outcome. Null keeps the stored outcome.</summary>
    public string? Cancellation { get; init; }
    public long ChargedMicros { get; init; }
    public bool HasContent { get; init; }
    public long? ExpiresAt { get; init; }
}

/// <summary>The part of a provider's report that is stored with a finished attempt, as JSON: content locations, and the reported length, size and cost.</summary>
internal sealed record VideoResult(string Content, string? Delivered, string? Deviation = null)
{
    private static readonly JsonSerializerOptions Members = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static VideoResult Of(Job job, JobReport report) => new(
        JsonSerializer.Serialize(report.Content),
        report.Delivered is { } delivered ? JsonSerializer.Serialize(delivered, Members) : null,
        Deviations.Of(job, report.Delivered));
}
