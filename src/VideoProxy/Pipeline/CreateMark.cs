namespace VideoProxy.Pipeline;

/// <summary>A request feature: how a repetition of this create is recognised. Committed with the job.</summary>
internal sealed record CreateMark(string KeyId, string RequestHash, string? IdempotencyKey);
