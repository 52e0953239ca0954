using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>An enabled provider file, read and checked.</summary>
internal sealed record ProviderConfig
{
    /// <summary>The file's path, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The file as it was read. It locates faults that only the plugin finds.</summary>
    public required LocatedNode Node { get; init; }
    public required string Id { get; init; }
    public required string Plugin { get; init; }
    public int Priority { get; init; }
    public bool RetryGeneration { get; init; }
    public required JsonObject Settings { get; init; }

    /// <summary>False if the file names credentials and all of them are empty.</summary>
    public bool HasCredentials { get; init; } = true;

    /// <summary>The destinations in file order. The first one is preferred for new jobs.</summary>
    public required IReadOnlyList<ProviderDestination> Destinations { get; init; }
    public required LimitsConfig Limits { get; init; }
    public required IReadOnlyList<ModelConfig> Models { get; init; }

    public ConfigFault FaultAt(LocatedNode node, string message) => new(ProviderFolder.NameOf(File), node.Line, node.Path, message);
}

/// <summary>An entry of <c>models</c> in a provider file: the offering, and what only the host needs to know.</summary>
internal sealed record ModelConfig
{
    public required Offering Offering { get; init; }

    /// <summary>The entry as it was read.</summary>
    public required LocatedNode Node { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Aliases { get; init; }
    public DateOnly? Created { get; init; }

    /// <summary>The prices by resolution name, such as <c>720p</c>.</summary>
    public required IReadOnlyDictionary<string, PriceConfig> Prices { get; init; }

    /// <summary>The price of each input image in USD.</summary>
    public decimal? PerImage { get; init; }
    public TimeSpan? Deadline { get; init; }
    public RetiredConfig? Retired { get; init; }
    public string? Note { get; init; }

    public bool IsRetired(DateOnly today) => Retired is { } retired && retired.On <= today;
}

/// <summary>A price in USD: per output second with and without sound, or per whole video by its length.</summary>
internal sealed record PriceConfig(decimal? Audio, decimal? Silent, IReadOnlyDictionary<int, decimal>? PerVideo);

/// <summary>The <c>limits</c> of a provider file. Null means no limit.</summary>
internal sealed record LimitsConfig(int? Concurrency, int? RequestsPerMinute, int PollConcurrency)
{
    public const int DefaultPollConcurrency = 32;
}

internal sealed record RetiredConfig(DateOnly On, string? Successor);

/// <summary>A provider file that is disabled, and the reason.</summary>
internal sealed record DisabledProvider(string File, string Id, string Reason)
{
    /// <summary>The reason and the lines it refers to, if a plugin gave it. A fault that only disables one provider at start-up still rejects an edit at run time.</summary>
    public IReadOnlyList<ConfigFault> Faults { get; init; } = [];

    /// <summary>The models that the file would offer if it were enabled.</summary>
    public IReadOnlyList<ModelConfig> Models { get; init; } = [];
}

/// <summary>All provider files, read at one moment without faults.</summary>
internal sealed record ConfigSnapshot(IReadOnlyList<ProviderConfig> Providers, IReadOnlyList<DisabledProvider> Disabled)
{
    /// <summary>The fingerprint of the files. An equal fingerprint means that nothing was edited.</summary>
    public string Fingerprint { get; init; } = "";
}
