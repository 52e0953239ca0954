namespace VideoProxy.Configuration;

internal sealed record ContentOptions
{
    /// <summary>How long a signed link of <c>content[].url</c> works.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A download that moves no byte for this long is cut.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether videos that come inside a reply are kept in <c>./data/content</c>.</summary>
    public ArchiveMode Archive { get; init; }
}
