using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>One enabled file of config/providers, read and checked.</summary>
internal sealed record ProviderConfig
{
    /// <summary>The file's path, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The file as it was read, for the places of faults that only its plugin finds.</summary>
    public required LocatedNode Node { get; init; }
    public required string Id { get; init; }
    public required string Plugin { get; init; }
    public int Priority { get; init; }
    public bool RetryGeneration { get; init; }
    public required JsonObject Settings { get; init; }

    /// <summary>False when the file names credentials and all of them are empty.</summary>
    public bool HasCredentials { get; init; } = true;

    /// <summary>In the order of the file; the first takes new jobs.</summary>
    public required IReadOnlyList<ProviderDestination> Destinations { get; init; }
    public required LimitsConfig Limits { get; init; }
    public required IReadOnlyList<ModelConfig> Models { get; init; }

    public ConfigFault FaultAt(LocatedNode node, string message) => new(ProviderFolder.NameOf(File), node.Line, node.Path, message);
}

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

/// <summary>USD for each output second with and without sound, or USD for a whole video by its seconds.</summary>
internal sealed record PriceConfig(decimal? Audio, decimal? Silent, IReadOnlyDictionary<int, decimal>? PerVideo);

/// <summary>A provider file's <c>limits</c>; null = none.</summary>
internal sealed record LimitsConfig(int? Concurrency, int? RequestsPerMinute, int PollConcurrency)
{
    public const int DefaultPollConcurrency = 32;
}

internal sealed record RetiredConfig(DateOnly On, string? Successor);

/// <summary>A provider file that is not used, and why.</summary>
internal sealed record DisabledProvider(string File, string Id, string Reason)
{
    /// <summary>The reason with its places, where a plugin gave it: what a start survives is a fault of an edit.</summary>
    public IReadOnlyList<ConfigFault> Faults { get; init; } = [];

    /// <summary>What it would offer if it were on.</summary>
    public IReadOnlyList<ModelConfig> Models { get; init; } = [];
}

/// <summary>All provider files, read at one moment without a fault.</summary>
internal sealed record ConfigSnapshot(IReadOnlyList<ProviderConfig> Providers, IReadOnlyList<DisabledProvider> Disabled)
{
    /// <summary>Of the files it was read from: equal means that nothing was edited.</summary>
    public string Fingerprint { get; init; } = "";
}
