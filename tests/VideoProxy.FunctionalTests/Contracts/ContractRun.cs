using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>Runs all flows at once, on one gateway with the shipped provider files and one server that plays all providers.</summary>
public sealed class ContractRun(IMessageSink messages) : IAsyncLifetime
{
    private static readonly string[] Keys = ["contract-key", "contract-token"];
    private readonly Dictionary<(string Api, Flow Flow), Task> _flows = [];
    private StubServer _stubs = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _stubs = StubServer.Start();
        _bed = await TestBed.StartAsync(null, [.. Environment(_stubs.Address)]);
        foreach (var provider in NativeApis.All.GroupBy(api => api.Provider)) Start(provider);
    }

    internal Task OutcomeAsync(string api, Flow flow) => _flows[(api, flow)];

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_flows.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var lines = NativeApis.All.SelectMany(api => Enum.GetValues<Flow>().Select(flow => $"{api.Name,-16} {flow,-16} {Outcome(api, flow)}"));
        messages.OnMessage(new DiagnosticMessage("provider x flow, through the whole gateway\n{0}", string.Join('\n', lines)));
        var log = _bed.Log;
        _stubs.Dispose();
        await _bed.DisposeAsync();
        foreach (var key in Keys) log.ShouldNotContain(key);
    }

    private string Outcome(NativeApi api, Flow flow) =>
        !_flows.TryGetValue((api.Name, flow), out var run) ? api.RepliesOf(flow)
        : !run.IsCompletedSuccessfully ? "FAILED"
        : "passed";

    /// <summary>A refused key is an alarm of the whole provider, which any poll that goes well ends: those flows come last, one after the other.</summary>
    private void Start(IEnumerable<NativeApi> provider)
    {
        var flows = provider.SelectMany(api => api.Flows.Select(flow => (api, flow))).ToLookup(run => run.flow == Flow.KeyRefusedLater);
        var together = new List<Task>();
        foreach (var (api, flow) in flows[false]) together.Add(_flows[(api.Name, flow)] = RunAsync(api, flow, Task.CompletedTask));
        var before = Task.WhenAll(together);
        foreach (var (api, flow) in flows[true]) _flows[(api.Name, flow)] = before = RunAsync(api, flow, before);
    }

    private async Task RunAsync(NativeApi api, Flow flow, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await new ProviderFlow(_stubs, _bed, api, flow).RunAsync();
    }

    private static IEnumerable<(string, string)> Environment(string address)
    {
        (string Provider, string Address, string Key)[] usual =
        [
            ("gemini", "GEMINI", "GEMINI_API_KEY"), ("avalanche", "KIE", "KIE_API_KEY"), ("avalanche", "KIE_UPLOAD", "KIE_API_KEY"),
            ("minimax", "MINIMAX", "MINIMAX_API_KEY"), ("bytedance", "ARK", "ARK_API_KEY"), ("openai", "OPENAI", "OPENAI_API_KEY"),
        ];
        (string Provider, string Key)[] declared =
        [
            ("fal", "FAL_KEY"), ("xai", "XAI_API_KEY"), ("runway", "RUNWAY_API_KEY"), ("replicate", "REPLICATE_API_TOKEN"),
            ("luma", "LUMA_API_KEY"), ("alibaba", "DASHSCOPE_API_KEY"), ("kling", "KLING_API_KEY"),
        ];
        return
        [
            // All flows begin at once: a submit may have to wait for the processor.
            ("VideoProxy__Tracker__SubmitTimeout", "00:00:30"),
            ("VERTEX_BASE_URL", address + "/google-vertex"), ("GCS_BASE_URL", address + "/google-vertex"),
            ("GOOGLE_CLOUD_PROJECT", "my-project"), ("VERTEX_ACCESS_TOKEN", "contract-token"),
            .. usual.SelectMany(row => new[] { (row.Address + "_BASE_URL", $"{address}/{row.Provider}"), (row.Key, "contract-key") }),
            .. declared.SelectMany(row => new[] { (row.Provider.ToUpperInvariant() + "_BASE_URL", $"{address}/{row.Provider}"), (row.Key, row.Provider + "-contract-key") }),
        ];
    }
}
