using System.Data.Common;
using VideoProxy.Hosting;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>
/// Opens the database at start-up. If a shared server is down, the gateway answers 503 and retries until the server is up. A file
/// that cannot be opened, or a schema that is too new, stops the gateway.
/// </summary>
internal sealed partial class DatabaseOpener(
    Database database, NodeService nodes, GatewaySecret secret, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DatabaseOpener> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!database.IsShared) await OpenAsync(cancellationToken);
        else await TryOpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!database.IsOpen)
            {
                await Task.Delay(Pause, time, stoppingToken);
                await TryOpenAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping before the database was reachable.
        }
        catch (SchemaTooNewException error)
        {
            Log.TooNew(logger, error.Message);
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
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.Unreachable(logger, error.Message);
        }
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        await database.OpenAsync(async () =>
        {
            await secret.LoadAsync(database, cancel);
            await nodes.BeginAsync(cancel);
        }, cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatabaseUnreachable, LogLevel.Error, "The database could not be reached. Every call is answered with 503, and the connection is retried each second. Reason: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(EventIds.SchemaTooNew, LogLevel.Critical, "{Reason} The gateway stops.")]
        public static partial void TooNew(ILogger logger, string reason);
    }
}
