using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>One entry of a provider file's <c>models</c>: the offering, and what only the host needs of it.</summary>
internal sealed record ModelConfig
{
    public required Offering Offering { get; init; }

    /// <summary>The entry as it was read.</summary>
    public required LocatedNode Node { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Aliases { get; init; }
    public DateOnly? Created { get; init; }

    /// <summary>By resolution name, such as <c>720p</c>.</summary>
    public required IReadOnlyDictionary<string, PriceConfig> Prices { get; init; }

    /// <summary>USD for each input image.</summary>
    public decimal? PerImage { get; init; }
    public TimeSpan? Deadline { get; init; }
    public RetiredConfig? Retired { get; init; }
    public string? Note { get; init; }

    public bool IsRetired(DateOnly today) => Retired is { } retired && retired.On <= today;
}
