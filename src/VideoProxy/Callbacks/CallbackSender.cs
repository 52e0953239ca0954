using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Callbacks;

/// <summary>Leases due callbacks, delivers them concurrently, and records every delivery with the callback's new status.</summary>
internal sealed partial class CallbackSender(
    CallbackStore store, ReceiverLanes lanes, DeliveryClient client, CallbackBody body, SigningSecrets secrets, CallbackSignal signal,
    CallbacksOptions options, Database database, Node node, TimeProvider time, ILogger<CallbackSender> logger) : BackgroundService
{
    private const int MaxInFlight = 1024;
    private const int ReceiversPerRound = 256;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromMilliseconds(250);

    // How long deliveries in flight may take after the host began to stop.
    private static readonly TimeSpan DrainWindow = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Task, bool> _inFlight = new();
    private readonly CancellationTokenSource _drained = new(Timeout.InfiniteTimeSpan, time);
    private readonly HeldLeases _held = new();
    private string _lastReceiver = "";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await database.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // While the database cannot write, the result of a delivery could not be stored, and the event would be posted again.
                if (database.Fault is null) await RunRoundAsync(stoppingToken);
                await signal.WaitAsync(Tick, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // The loop must survive every exception, because without it this node sends no callbacks.
                Log.RoundFailed(logger, error.Message);
                // A claim may be in the database although it seemed to fail.
                _held.ReportLoss();
                await Task.Delay(Tick, time, CancellationToken.None);
            }
        }

        _drained.CancelAfter(DrainWindow);
        await Task.WhenAll(_inFlight.Keys);
    }

    public override void Dispose()
    {
        _drained.Dispose();
        base.Dispose();
    }

    private async Task RunRoundAsync(CancellationToken cancel)
    {
        // Claims run on the same loop, so no claim is in between.
        if (_held.TakeLoss()) await ReclaimAsync(cancel);
        await ClaimAsync(cancel);
    }

    private async Task ReclaimAsync(CancellationToken cancel)
    {
        try
        {
            await store.ReclaimAsync(node.Id, _held, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        }
        catch (Exception)
        {
            _held.ReportLoss();
            throw;
        }
    }

    /// <summary>Claims due callbacks, for each receiver as many as its lane has room for.</summary>
    private async Task ClaimAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var until = now + options.Timeout + LeaseMargin;
        var receivers = await store.FindDueReceiversAsync(_lastReceiver, now.ToUnixTimeMilliseconds(), ReceiversPerRound, cancel);
        // Starts over after the last receiver.
        _lastReceiver = receivers.Count == ReceiversPerRound ? receivers[^1] : "";
        foreach (var receiver in receivers)
        {
            var lane = lanes.Of(receiver);
            var room = Math.Min(lane.Room, MaxInFlight - _inFlight.Count);
            if (room <= 0) continue;
            foreach (var callback in await store.ClaimDueAsync(receiver, node.Id, now.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), room, cancel))
            {
                // A callback whose lease expired while its result waits to be stored gets a new lease, but not a second delivery.
                if (!_held.IsHeld(callback.Id)) Start(callback, lane);
            }
        }
    }

    private void Start(CallbackRow callback, ReceiverLane lane)
    {
        _held.Hold(callback.Id);
        lane.Enter();
        var delivery = Task.Run(() => DeliverAsync(callback, lane), CancellationToken.None);
        _inFlight[delivery] = true;
        _ = delivery.ContinueWith(done => _inFlight.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Delivers and stores the result. A delivery is not canceled when the host stops, so that it is not posted again later.</summary>
    private async Task DeliverAsync(CallbackRow callback, ReceiverLane lane)
    {
        try
        {
            var started = time.GetUtcNow();
            var result = await lane.DeliverAsync(cancel => SendAsync(callback, cancel), _drained.Token);
            await StoreAsync(callback, () => result is null
                ? store.PostponeAsync(callback.Id, node.Id, lane.OpenUntil.ToUnixTimeMilliseconds(), CancellationToken.None)
                : RecordAsync(callback, result, started));
        }
        catch (Exception error)
        {
            Log.DeliveryCrashed(logger, callback.EventId, error);
        }
        finally
        {
            _held.Release(callback.Id);
            lane.Leave();
            signal.Pulse();
        }
    }

    /// <summary>
    /// Retries until the database works or the gateway stops, because an event whose result is lost is posted again. Should another
    /// node take over the callback meanwhile, the result changes nothing.
    /// </summary>
    private async Task StoreAsync(CallbackRow callback, Func<Task> store)
    {
        while (true)
        {
            try
            {
                await store();
                return;
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                if (_drained.IsCancellationRequested)
                {
                    Log.NotStored(logger, callback.EventId, error.Message);
                    return;
                }

                await Task.Delay(StoreRetryDelay, time);
            }
        }
    }

    private async Task<DeliveryResult> SendAsync(CallbackRow callback, CancellationToken cancel)
    {
        try
        {
            var live = secrets.Of(callback);
            return await body(callback, cancel) is { } bytes
                ? await client.SendAsync(callback, live, bytes, cancel)
                : new DeliveryResult(null, "the job no longer exists", null, null) { IsUnsent = true };
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new DeliveryResult(null, "the gateway stopped before the receiver replied", null, null) { IsUnsent = true };
        }
        catch (CryptographicException)
        {
            return new DeliveryResult(null, "the secret cannot be decrypted because it was stored under another VIDEOPROXY_SECRET", null, null) { IsUnsent = true };
        }
    }

    private async Task RecordAsync(CallbackRow callback, DeliveryResult result, DateTimeOffset started)
    {
        var now = time.GetUtcNow();
        var delivery = new Delivery
        {
            CallbackId = callback.Id,
            Number = callback.Attempts + 1,
            At = started.ToUnixTimeMilliseconds(),
            DurationMs = (long)(now - started).TotalMilliseconds,
            Status = result.Status,
            Error = result.Error,
            Reply = result.Reply,
        };
        // A delivery that failed is retried: its callback stays pending until the next time, when ClaimAsync takes it again.
        var tried = delivery.Number - callback.CycleStart;
        var ended = result.IsDelivered || result.IsFinal || tried >= options.Attempts;
        var status = result.IsDelivered ? "delivered" : ended ? "failed" : "pending";
        var next = now + CallbackSchedule.DelayAfter(tried, Random.Shared.NextDouble(), result.RetryAfter, options);
        Log.Sent(logger, callback.EventId, delivery.Number, result.Error is { } error ? $"{status} ({error})" : status);
        await store.RecordAsync(
            delivery, node.Id, status, next.ToUnixTimeMilliseconds(), ended ? now.ToUnixTimeMilliseconds() : null, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.CallbackSent, LogLevel.Information, "Delivery {Number} of callback {EventId} ended: {Outcome}.")]
        public static partial void Sent(ILogger logger, string eventId, long number, string outcome);

        [LoggerMessage(EventIds.CallbacksFailed, LogLevel.Error, "The callback sender failed to claim due callbacks and will retry. Reason: {Reason}")]
        public static partial void RoundFailed(ILogger logger, string reason);

        [LoggerMessage(EventIds.CallbacksFailed, LogLevel.Error, "Delivery of callback {EventId} failed, because the database failed. It is delivered again after its lease expires. Reason: {Reason}")]
        public static partial void NotStored(ILogger logger, string eventId, string reason);

        [LoggerMessage(EventIds.DeliveryCrashed, LogLevel.Error, "Delivery of callback {EventId} crashed. It is delivered again after its lease expires.")]
        public static partial void DeliveryCrashed(ILogger logger, string eventId, Exception error);
    }
}

/// <summary>Builds the body of a delivery. Returns null if the job no longer exists.</summary>
internal delegate Task<byte[]?> CallbackBody(CallbackRow callback, CancellationToken cancel);
