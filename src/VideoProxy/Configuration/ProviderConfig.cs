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
