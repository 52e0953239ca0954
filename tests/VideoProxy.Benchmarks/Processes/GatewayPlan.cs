namespace VideoProxy.Benchmarks.Processes;

/// <summary>How a gateway is started.</summary>
/// <param name="Providers">Copies of the shipped ModelArk file: their ids, and where each one's upstream is.</param>
internal sealed record GatewayPlan(IReadOnlyDictionary<string, string> Providers)
{
    public const string Provider = "bytedance";

    public GatewayPlan(string upstreamUrl) : this(new Dictionary<string, string> { [Provider] = upstreamUrl }) { }

    /// <summary>Null: a new SQLite database.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>How long it waits between two polls of a job.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(30);

    public int PollConcurrency { get; init; } = 32;
}
