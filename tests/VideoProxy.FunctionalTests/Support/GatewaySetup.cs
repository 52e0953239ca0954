namespace VideoProxy.FunctionalTests.Support;

/// <summary>How a gateway process is started.</summary>
internal sealed record GatewaySetup
{
    public string HostFolder { get; init; } = Repository.HostFolder;
    public string Urls { get; init; } = "http://127.0.0.1:0";
    public required string WorkingFolder { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
