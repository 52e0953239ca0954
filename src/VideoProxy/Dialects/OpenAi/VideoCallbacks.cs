using System.Text.Json;
using VideoProxy.Callbacks;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Lists the callback of a video with its deliveries, and delivers it again on request.</summary>
internal sealed class VideoCallbacks(CallerJobs jobs, CallbackStore callbacks, CallbackSignal signal, TimeProvider time)
{
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
