using System.Text.RegularExpressions;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A gateway process with an upstream and a callback receiver of its own, all on loopback.</summary>
internal sealed partial class TestBed : IAsyncDisposable
{
    public const string Key = "sk-functional-tests";
    public const string UpstreamKey = "ark-key-of-the-tests";
    public const string Secret = "whsec_your_secret_here";

    private readonly Dictionary<string, string> _environment = [];
    private readonly List<GatewayProcess> _gateways = [];

    private TestBed(UpstreamDouble upstream, Receiver receiver)
    {
        (Upstream, Receiver) = (upstream, receiver);
        Config = new ConfigFolder(Temp);
        ConnectionString = $"Data Source={Temp.Join("jobs.db")}";
    }

    public UpstreamDouble Upstream { get; }
    public Receiver Receiver { get; }
    public TempFolder Temp { get; } = new();
    public ConfigFolder Config { get; }
    public GatewayProcess Gateway => _gateways[^1];
    public string ConnectionString { get; private set; }
    public bool IsPostgres => ConnectionString.StartsWith("Host", StringComparison.Ordinal);

    /// <summary>Where the next gateway listens. One that is to be found again after a restart needs a port of <see cref="Ports"/>.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:0";
    public string Log => string.Join('\n', _gateways.Select(g => g.Log));

    public IReadOnlyList<GatewayProcess> Gateways => _gateways;

    public static Task<TestBed> StartAsync(Action<TestBed>? prepare = null, params (string Name, string Value)[] environment) => StartOnAsync(null, prepare, environment);

    /// <param name="connectionString">Null: a SQLite file of the bed's own.</param>
    /// <param name="prepare">What to do before the gateway starts.</param>
    /// <param name="environment">Variables beside or instead of the usual ones.</param>
    public static async Task<TestBed> StartOnAsync(string? connectionString, Action<TestBed>? prepare = null, params (string Name, string Value)[] environment)
    {
        var bed = await PrepareOnAsync(connectionString, environment);
        prepare?.Invoke(bed);
        await bed.StartGatewayAsync();
        return bed;
    }

    /// <summary>The same without a gateway yet.</summary>
    public static async Task<TestBed> PrepareOnAsync(string? connectionString, params (string Name, string Value)[] environment)
    {
        var bed = new TestBed(await UpstreamDouble.StartAsync(), await Receiver.StartAsync());
        if (connectionString is not null) bed.ConnectionString = connectionString;
        foreach (var (name, value) in Defaults(bed).Concat(environment)) bed._environment[name] = value;
        return bed;
    }

    /// <summary>A variable of the gateways that are still to be started.</summary>
    public void Set(string name, string value) => _environment[name] = value;

    /// <summary>Starts a gateway that does only some of the work.</summary>
    public Task<GatewayProcess> StartRolesAsync(string roles) => StartGatewayAsync(null, "--roles", roles);

    /// <summary>Starts a gateway, or after a kill another one on the same database.</summary>
    public async Task<GatewayProcess> StartGatewayAsync(string? hostFolder = null, params string[] arguments)
    {
        var setup = new GatewaySetup { Urls = Urls, WorkingFolder = Temp.Path, Arguments = ["--config", Config.Path, .. arguments], Environment = _environment };
        var gateway = await GatewayProcess.StartAsync(hostFolder is null ? setup : setup with { HostFolder = hostFolder });
        gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        // Several may be starting at once.
        lock (_gateways) _gateways.Add(gateway);
        return gateway;
    }

    /// <summary>No crash, no key and no prompt may ever be in the log.</summary>
    public void LogShouldBeClean()
    {
        Crash().Matches(Log).Select(m => m.Value).ShouldBeEmpty(Log);
        foreach (var secret in (string[])[Key, UpstreamKey, Secret, Prompts.Marker]) Log.ShouldNotContain(secret);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways) await gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await Receiver.DisposeAsync();
        LogShouldBeClean();
        Temp.Dispose();
    }

    private static IEnumerable<(string Name, string Value)> Defaults(TestBed bed) =>
    [
        ("ARK_BASE_URL", bed.Upstream.BaseUrl), ("ARK_API_KEY", UpstreamKey),
        ("OPENAI_BASE_URL", bed.Upstream.BaseUrl), ("OPENAI_API_KEY", UpstreamKey),
        ("VIDEOPROXY_ADMIN_KEY", Key), ("VIDEOPROXY_SECRET", "a secret of the functional tests, long enough"),
        ("ConnectionStrings__Jobs", bed.ConnectionString),
        ("VideoProxy__Network__AllowHttp", "true"), ("VideoProxy__Network__AllowPrivate", "true"),
        ("VideoProxy__Tracker__MinInterval", "00:00:00.2"), ("VideoProxy__Tracker__MaxInterval", "00:00:00.5"),
        ("VideoProxy__Tracker__SubmitTimeout", "00:00:03"), ("VideoProxy__Tracker__UnknownGrace", "00:00:01"),
        ("VideoProxy__Tracker__NotFoundGrace", "00:00:00.1"),
        ("VideoProxy__Callbacks__FirstDelay", "00:00:00.2"), ("VideoProxy__Callbacks__MaxDelay", "00:00:01"),
    ];

    [GeneratedRegex(@"Unhandled exception|\b[\w.]+Exception: .*|\n\s+at [\w.]+\(.*")]
    private static partial Regex Crash();
}
