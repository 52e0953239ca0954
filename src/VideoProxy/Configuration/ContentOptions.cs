namespace VideoProxy.Configuration;

internal sealed record ContentOptions
{
    /// <summary>How long a signed link of <c>content[].url</c> works.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A download that moves no byte for this long is cut.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
