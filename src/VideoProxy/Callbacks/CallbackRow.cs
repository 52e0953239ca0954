using VideoProxy.Jobs;

namespace VideoProxy.Callbacks;

/// <summary>A row of <c>callbacks</c>: the event owed for one job.</summary>
internal sealed record CallbackRow
{
    public required string Id { get; init; }
    public required string EventId { get; init; }
    public required string JobId { get; init; }
    public required string Type { get; init; }
    public required string Url { get; init; }

    /// <summary>Encrypted; of an empty one where nothing is to be signed.</summary>
    public required string Secret { get; init; }
    public required string Signature { get; init; }
    public string Status { get; init; } = "pending";

    /// <summary>Deliveries tried so far.</summary>
    public long Attempts { get; init; }

    /// <summary>How many of them were before it was last to be delivered again.</summary>
    public long CycleStart { get; init; }
    public required long NextAt { get; init; }
    public required long CreatedAt { get; init; }
    public long? FinishedAt { get; init; }

    /// <summary>What a job that has just ended owes; null when its client asked for no callback.</summary>
    public static CallbackRow? For(Job job) => job is not { CallbackUrl: { } url, CallbackSecret: { } secret, CompletedAt: { } ended } ? null : new()
    {
        Id = "cb_" + job.Id,
        EventId = "evt_" + job.Id,
        JobId = job.Id,
        Type = CallbackTypes.Of(job),
        Url = url,
        Secret = secret,
        Signature = job.CallbackSignature ?? CallbackSigner.Raw,
        NextAt = ended,
        CreatedAt = ended,
    };
}
