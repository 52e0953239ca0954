namespace VideoProxy.Configuration;

/// <summary>What the guarded connector may dial for callbacks and result URLs.</summary>
internal sealed record NetworkOptions
{
    public bool AllowHttp { get; init; }
    public bool AllowPrivate { get; init; }
    public Uri? EgressProxy { get; init; }
}
