using StackExchange.Redis;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>
/// The connection to the optional Redis. A probe each second decides whether Redis is usable, so that a request never waits for a
/// server that is known to be down. No request depends on Redis, so an operation that fails returns its fallback.
/// </summary>
internal sealed partial class RedisLink(string? connectionString, Alarms alarms, TimeProvider time, ILogger<RedisLink> logger) : BackgroundService
{
    private const string Alarm = "redis";
    private const int FailuresBeforeAlarm = 2;
    private static readonly TimeSpan OperationTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromSeconds(10);
    private readonly string _probeKey = $"videoproxy:probe:{Guid.NewGuid():N}";
    private volatile ConnectionMultiplexer? _connection;
    private volatile bool _isUsable;
    private int _failures;

    /// <summary>Whether a Redis is configured.</summary>
    public bool IsConfigured => connectionString is not null;

    public bool IsUsable => _isUsable;

    public IConnectionMultiplexer? Connection => _connection;

    /// <summary>Raised when Redis becomes usable: after the first connection, and after each outage.</summary>
    public event Func<Task>? Usable;

    /// <summary>Runs one operation, or returns the fallback at once while Redis is down.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> operation, T fallback)
    {
        if (!_isUsable) return fallback;
        try
        {
            return await operation().WaitAsync(OperationTimeout, time);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            // The next successful probe makes Redis usable again.
            _isUsable = false;
            return fallback;
        }
    }

    public override void Dispose()
    {
        _connection?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        if (connectionString is null) return;
        using var timer = new PeriodicTimer(ProbeInterval, time);
        do
        {
            await ReportAsync(await ProbeAsync());
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Returns null if Redis is usable, or else the reason why it is not. The probe writes, because a full Redis can still be read.</summary>
    private async Task<string?> ProbeAsync()
    {
        try
        {
            _connection ??= await ConnectionMultiplexer.ConnectAsync(OptionsOf(connectionString!));
            await _connection.GetDatabase().StringSetAsync(_probeKey, "1", ProbeLifetime).WaitAsync(OperationTimeout, time);
            return null;
        }
        catch (TimeoutException)
        {
            return $"it did not answer within {OperationTimeout.TotalMilliseconds} ms";
        }
        catch (RedisServerException refused)
        {
            return $"it refused a write: {refused.Message}";
        }
        catch (RedisException)
        {
            return "no connection could be made, or the server refused the password";
        }
    }

    private async Task ReportAsync(string? failure)
    {
        if (failure is not null)
        {
            _isUsable = false;
            if (++_failures == FailuresBeforeAlarm)
                alarms.Raise(Alarm, $"Redis cannot be used: {failure}. The gateway works without Redis, but its nodes do not share renewed links and the health of destinations. Start Redis, or correct ConnectionStrings__Redis.");
            return;
        }

        _failures = 0;
        if (_isUsable) return;
        _isUsable = true;
        alarms.Clear(Alarm);
        try
        {
            foreach (var handler in Usable?.GetInvocationList().Cast<Func<Task>>() ?? []) await handler();
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            Log.ListenFailed(logger, error.Message);
            _isUsable = false;
        }
    }

    /// <summary>Commands fail at once while there is no connection, instead of waiting for the next one.</summary>
    private static ConfigurationOptions OptionsOf(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = 1000;
        options.AsyncTimeout = (int)OperationTimeout.TotalMilliseconds;
        options.SyncTimeout = (int)OperationTimeout.TotalMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ClientName = "videoproxy";
        return options;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RedisListenFailed, LogLevel.Warning, "Listening to other gateways through Redis failed and will be retried. Reason: {Reason}")]
        public static partial void ListenFailed(ILogger logger, string reason);
    }
}
