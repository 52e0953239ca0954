namespace VideoProxy.Configuration;

internal sealed record RequestsOptions
{
    /// <summary>Bytes of one request body.</summary>
    public long MaxBody { get; init; } = 64L << 20;

    /// <summary>Bytes that all buffered bodies share; beyond it a create is answered with 429.</summary>
    public long BufferBudget { get; init; } = 256L << 20;
}
