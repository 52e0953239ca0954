using System.Text.Json;
using VideoProxy.Callbacks;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The callback of one video with its deliveries, and once more on its way.</summary>
internal sealed class VideoCallbacks(CallerJobs jobs, CallbackStore callbacks, CallbackSignal signal, TimeProvider time)
{
    /// <summary><c>GET /v1/videos/{id}/callbacks</c></summary>
    public async Task ListAsync(HttpContext context)
    {
        if (await jobs.FindAsync(context) is not { } job) return;
        var owed = await callbacks.FindOfJobAsync(job.Id, context.RequestAborted);
        var deliveries = owed is null ? [] : await callbacks.ListDeliveriesAsync(owed.Id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            if (owed is not null) Write(json, owed, deliveries);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary><c>POST /v1/videos/{id}/callbacks/{callback_id}/redeliver</c>: under the same event id, on a schedule of its own.</summary>
    public async Task RedeliverAsync(HttpContext context)
    {
        if (await jobs.FindAsync(context) is not { } job) return;
        var id = (string)context.Request.RouteValues["callback_id"]!;
        var owed = await callbacks.FindOfJobAsync(job.Id, context.RequestAborted);
        if (owed?.Id != id || await callbacks.RedeliverAsync(id, time.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted) is not { } pending)
        {
            await context.WriteErrorAsync(ApiErrors.NotFound("Callback not found"));
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
