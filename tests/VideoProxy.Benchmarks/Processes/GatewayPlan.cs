namespace VideoProxy.Benchmarks.Processes;

/// <summary>The settings with which a gateway is started.</summary>
/// <param name="Providers">The base URL of each upstream by provider id. Each provider is a copy of the shipped ModelArk file.</param>
internal sealed record GatewayPlan(IReadOnlyDictionary<string, string> Providers)
{
    public const string Provider = "bytedance";

    public GatewayPlan(string upstreamUrl) : this(new Dictionary<string, string> { [Provider] = upstreamUrl }) { }

    /// <summary>The database. Null uses a new SQLite database.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The time between two polls of a job.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(30);

    public int PollConcurrency { get; init; } = 32;
}
