using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Tests.Support;

/// <summary>An open database with everything that stores in it, as one node has them.</summary>
internal sealed class TestStores : IAsyncDisposable
{
    private readonly CallbackSignal _owed = new();
    private readonly IReadOnlyList<IEndEffect> _effects;

    private TestStores(Database database, TimeProvider time)
    {
        Database = database;
        Cache = new JobCache();
        Waiters = new JobWaiters(time);
        var changes = new JobChanges(database, Cache, Waiters);
        IEndEffect[] effects = [new CallbackEffect(_owed, new CallbacksOptions()), new RequestCleanup()];
        _effects = effects;
        Jobs = new JobStore(database, Cache, changes, effects);
        Queue = new JobQueue(database);
        Results = new JobResults(changes, effects);
        Search = new AttemptSearch(database);
        Callbacks = new CallbackStore(database);
        Nodes = new NodeStore(database, [new JobLeases(), new CallbackLeases()]);
    }

    public Database Database { get; }
    public JobCache Cache { get; }
    public JobWaiters Waiters { get; }
    public JobStore Jobs { get; }
    public JobQueue Queue { get; }
    public JobResults Results { get; }
    public AttemptSearch Search { get; }
    public CallbackStore Callbacks { get; }
    public NodeStore Nodes { get; }

    public JobRetention Retention(TimeSpan jobs) => new(Database, Cache, _effects, new RetentionOptions { Jobs = jobs });

    public static async Task<TestStores> OpenAsync(string connectionString, string node = "node_a")
    {
        var (database, fault) = DatabaseFactory.Create(connectionString, node, TimeProvider.System);
        fault.ShouldBeNull();
        await database!.OpenAsync(() => Task.CompletedTask, default);
        return new TestStores(database, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _owed.Dispose();
    }
}
