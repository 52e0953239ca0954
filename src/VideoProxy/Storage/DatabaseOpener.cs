using System.Data.Common;
using VideoProxy.Hosting;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>
/// Opens the database at start-up. If a shared server is down, the gateway answers 503 and retries until the server is up. A file
/// that cannot be opened, a schema that is too new, or settings that the server refuses stop the gateway.
/// </summary>
internal sealed partial class DatabaseOpener(
    Database database, NodeService nodes, GatewaySecret secret, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DatabaseOpener> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private string? _reason;

    /// <summary>Does nothing yet, because a start that cannot bind its port must not touch the database that another gateway may be using.</summary>
    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Opens the database once the port is bound. Until it is open, every call is answered with 503.</summary>
    /// <exception cref="DbException">The file cannot be used, or the server refuses the settings.</exception>
    /// <exception cref="SchemaTooNewException">A newer program wrote the database.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!database.IsShared) await OpenAsync(cancellationToken);
        else await TryOpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!database.IsOpen)
            {
                await Task.Delay(Pause, time, stoppingToken);
                await TryOpenAsync(stoppingToken);
            }
        }
        catch (Exception error) when (error is SchemaTooNewException or WrongSettingException)
        {
            Log.Refused(logger, error.Message);
            Environment.ExitCode = ExitCodes.Failed;
            lifetime.StopApplication();
        }
    }

    private async Task TryOpenAsync(CancellationToken cancel)
    {
        try
        {
            await OpenAsync(cancel);
        }
        catch (Exception error) when (DatabaseFaults.WrongSetting(error) is { } wrong)
        {
            throw new WrongSettingException(wrong);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            if (_reason != error.Message) Log.Unreachable(logger, error.Message);
            _reason = error.Message;
        }
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        await database.OpenAsync(async () =>
        {
            await secret.LoadAsync(database, cancel);
            await nodes.BeginAsync(wasAway: _reason is not null, cancel);
        }, cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatabaseUnreachable, LogLevel.Error, "The database could not be reached. Every call is answered with 503, and the connection is retried each second. Reason: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(EventIds.DatabaseRefused, LogLevel.Critical, "{Reason} The gateway stops.")]
        public static partial void Refused(ILogger logger, string reason);
    }
}

/// <summary>Thrown when the server refuses the settings in <c>ConnectionStrings:Jobs</c>, so that retrying would not help.</summary>
internal sealed class WrongSettingException(string message) : Exception(message);
