namespace VideoProxy.Telemetry;

/// <summary>
/// Runs the loop of a background service so that it outlives its own faults. A loop that throws is logged and started again. By
/// default the host would end the whole process.
/// </summary>
internal static partial class Supervisor
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Func<CancellationToken, Task> loop, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await loop(stopping);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.Failed(logger, Pause, error);
            }

            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ServiceFailed, LogLevel.Critical, "A background service failed because of an internal error. It starts again in {Delay}.")]
        public static partial void Failed(ILogger logger, TimeSpan delay, Exception error);
    }
}
