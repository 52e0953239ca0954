using System.Text.Json;
using VideoProxy.Accounts;
using VideoProxy.Callbacks;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Lists the callback of a video with its deliveries, and delivers it again on request.</summary>
internal sealed class VideoCallbacks(CallerJobs jobs, CallbackStore callbacks, CallbackSignal signal, TimeProvider time)
{
    private static readonly HashSet<string> RedeliverFields = ["since"];

    // The last second of the year 9999.
    private const long LatestTime = 253_402_300_799;

    /// <summary>Serves <c>GET /v1/videos/{id}/callbacks</c>.</summary>
    public async Task ListAsync(HttpContext context)
    {
        if (await jobs.FindAsync(context) is not { } job) return;
        var callback = await callbacks.FindOfJobAsync(job.Id, context.RequestAborted);
        var deliveries = callback is null ? [] : await callbacks.ListDeliveriesAsync(callback.Id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            if (callback is not null) Write(json, callback, deliveries);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Serves <c>POST /v1/videos/{id}/callbacks/{callback_id}/redeliver</c>. The event id stays the same, and the retry schedule starts again.</summary>
    public async Task RedeliverAsync(HttpContext context)
    {
        if (await jobs.FindAsync(context) is not { } job) return;
        var id = (string)context.Request.RouteValues["callback_id"]!;
        var callback = await callbacks.FindOfJobAsync(job.Id, context.RequestAborted);
        if (callback?.Id != id || await callbacks.RedeliverAsync(id, time.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted) is not { } pending)
        {
            await context.WriteErrorAsync(ApiErrors.NotFound($"This video has no callback with this id. GET /v1/videos/{job.Id}/callbacks lists its callbacks."));
            return;
        }

        signal.Pulse();
        var deliveries = await callbacks.ListDeliveriesAsync(id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json => Write(json, pending, deliveries), StatusCodes.Status202Accepted);
    }

    /// <summary>Serves <c>POST /v1/videos/callbacks/redeliver</c> for the callbacks of the caller that failed at or after <c>since</c>, in unix seconds.</summary>
    public async Task RedeliverFailedAsync(HttpContext context, CreateBody body)
    {
        var fields = new FieldReader(body);
        var error = BodyChecks.Run(body.Fields, RedeliverFields);
        var since = error is null ? fields.Integer("since", 0, LatestTime, orText: true) : null;
        error ??= fields.Error ?? (since is null ? ApiErrors.InvalidValue("since", "since is required. Send the time, in unix seconds, from which on failed callbacks are delivered again.") : null);
        if (error is not null)
        {
            await context.WriteErrorAsync(error);
            return;
        }

        var org = context.Features.GetRequiredFeature<Caller>().Org;
        var count = await callbacks.RedeliverFailedAsync(org, since!.Value * 1000, time.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted);
        signal.Pulse();
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "callback.redelivery");
            json.WriteNumber("callbacks", count);
            json.WriteEndObject();
        }, StatusCodes.Status202Accepted);
    }

    private static void Write(Utf8JsonWriter json, CallbackRow callback, IReadOnlyList<Delivery> deliveries)
    {
        json.WriteStartObject();
        json.WriteString("id", callback.Id);
        json.WriteString("event_id", callback.EventId);
        json.WriteString("type", callback.Type);
        json.WriteString("status", callback.Status);
        json.WriteStartArray("deliveries");
        foreach (var delivery in deliveries) Write(json, delivery);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Delivery delivery)
    {
        json.WriteStartObject();
        json.WriteNumber("at", delivery.At / 1000);
        if (delivery.Status is { } status) json.WriteNumber("status", status);
        else json.WriteNull("status");
        json.WriteString("error", delivery.Error);
        json.WriteEndObject();
    }
}
