using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Tests.Support;

/// <summary>One gateway's view of a Redis: the connection, the shared cache on it, and the alarms that it raised.</summary>
internal sealed class RedisNode : IAsyncDisposable
{
    private readonly AlarmLog _log = new();

    private RedisNode(string connectionString, string secret)
    {
        Alarms = new Alarms(_log);
        Link = new RedisLink(connectionString, Alarms, TimeProvider.System, NullLogger<RedisLink>.Instance);
        Cache = new SharedCache(Link, new GatewaySecret(secret), TimeProvider.System);
    }

    public Alarms Alarms { get; }
    public RedisLink Link { get; }
    public SharedCache Cache { get; }

    /// <summary>How often an alarm was raised.</summary>
    public int AlarmsRaised => _log.Raised;

    /// <summary>Starts a node and returns when it can use its Redis.</summary>
    public static async Task<RedisNode> ConnectAsync(string connectionString, string secret = "a secret of the tests")
    {
        var node = new RedisNode(connectionString, secret);
        var usable = node.NextUsableAsync();
        await node.Link.StartAsync(default);
        await usable;
        return node;
    }

    /// <summary>Starts a node whose Redis cannot be used, and returns when it has raised its alarm.</summary>
    public static async Task<RedisNode> FailAsync(string connectionString)
    {
        var node = new RedisNode(connectionString, "a secret of the tests");
        await node.Link.StartAsync(default);
        await node.AlarmAsync();
        return node;
    }

    public Task AlarmAsync() => _log.FirstRaised.WaitAsync(TimeSpan.FromSeconds(30));

    public Task NextUsableAsync()
    {
        var usable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Link.Usable += () =>
        {
            usable.TrySetResult();
            return Task.CompletedTask;
        };
        return usable.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await Link.StopAsync(default);
        Link.Dispose();
        Alarms.Dispose();
    }

    private sealed class AlarmLog : ILogger<Alarms>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _raised;

        public Task FirstRaised => _first.Task;

        public int Raised => _raised;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id != EventIds.AlarmRaised) return;
            Interlocked.Increment(ref _raised);
            _first.TrySetResult();
        }
    }
}
