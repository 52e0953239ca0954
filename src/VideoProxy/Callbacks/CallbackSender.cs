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
    CallbackStore store, DeliveryClient client, CallbackBody body, SecretProtector secrets, CallbackSignal signal,
    CallbacksOptions options, Database database, Node node, TimeProvider time, ILogger<CallbackSender> logger) : BackgroundService
{
    private const int MaxInFlight = 256;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Task, bool> _inFlight = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ClaimAsync(stoppingToken);
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
                await Task.Delay(Tick, time, CancellationToken.None);
            }
        }

        await Task.WhenAll(_inFlight.Keys);
    }

    private async Task ClaimAsync(CancellationToken cancel)
    {
        var room = MaxInFlight - _inFlight.Count;
        if (room <= 0) return;
        var now = time.GetUtcNow();
        var until = now + options.Timeout + LeaseMargin;
        foreach (var callback in await store.ClaimDueAsync(node.Id, now.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), room, cancel))
        {
            var delivery = Task.Run(() => DeliverAsync(callback, cancel), CancellationToken.None);
            _inFlight[delivery] = true;
            _ = delivery.ContinueWith(done => _inFlight.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task DeliverAsync(CallbackRow callback, CancellationToken cancel)
    {
        try
        {
            var started = time.GetUtcNow();
            var result = await SendAsync(callback, cancel);
            await RecordAsync(callback, result, started);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The host is stopping. It releases the leases of this node when it stops.
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.NotStored(logger, callback.EventId, error.Message);
        }
        catch (Exception error)
        {
            Log.DeliveryCrashed(logger, callback.EventId, error);
        }
        finally
        {
            signal.Pulse();
        }
    }

    private async Task<DeliveryResult> SendAsync(CallbackRow callback, CancellationToken cancel)
    {
        try
        {
            var secret = secrets.Unprotect(callback.Secret);
            return await body(callback, cancel) is { } bytes
                ? await client.SendAsync(callback, secret, bytes, cancel)
                : new DeliveryResult(null, "the job no longer exists", null, null);
        }
        catch (CryptographicException)
        {
            return new DeliveryResult(null, "the secret cannot be decrypted because it was stored under another VIDEOPROXY_SECRET", null, null);
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
