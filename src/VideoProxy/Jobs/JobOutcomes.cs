using System.Text.Json;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>How a job ends; <paramref name="Owner"/> fences it against a lease that went to someone else.</summary>
internal sealed record JobEnding(string JobId, string Owner, string Status, long Now)
{
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }
    public long? ExpiresAt { get; init; }
    public long ChargedMicros { get; init; }

    /// <summary>Set where the provider is still at work: it is told, and asked for a late video.</summary>
    public string? Cancellation { get; init; }
    public long? LateUntil { get; init; }
    public long? NextPollAt { get; init; }
}

/// <summary>An unfinished job after a poll; <paramref name="Owner"/> fences it against a lease that went to someone else.</summary>
internal sealed record PollResult(string JobId, string Owner, string Status, long Progress, long NextPollAt);

/// <summary>A client's cancel; the owner is about to tell the provider and holds the lease meanwhile.</summary>
internal sealed record JobCancel(string JobId, string AttemptId, string Owner, long Now, long LeaseUntil, long LateUntil);

/// <summary>
/// What was learnt about a job after its end: its state stays, but its video may have come or its cancel be answered.
/// A null <paramref name="NextPollAt"/> means that nothing more is to be learnt.
/// </summary>
internal sealed record JobSettlement(string JobId, string Owner, long? NextPollAt)
{
    /// <summary>Null leaves the answer open.</summary>
    public string? Cancellation { get; init; }
    public long ChargedMicros { get; init; }
    public bool HasContent { get; init; }
    public long? ExpiresAt { get; init; }
}

/// <summary>What a finished attempt is to remember, as JSON: where its content is, and what the provider says of it.</summary>
internal sealed record VideoResult(string Content, string? Delivered)
{
    private static readonly JsonSerializerOptions Members = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static VideoResult Of(JobReport report) =>
        new(JsonSerializer.Serialize(report.Content), report.Delivered is { } delivered ? JsonSerializer.Serialize(delivered, Members) : null);
}
