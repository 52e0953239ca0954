using System.Buffers;
using System.Globalization;
using System.Text.Json;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Writes <c>{"type","created_at","data"}</c>, the event format of OpenRouter's video webhooks.</summary>
internal sealed class OpenRouterCallbackBody(OpenRouterJobWriter writer)
{
    public async Task<ReadOnlyMemory<byte>> WriteAsync(CallbackRow callback, Job job, CancellationToken cancel)
    {
        var generationId = await writer.GenerationIdAsync(job, cancel);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", callback.Type);
            json.WriteString("created_at", DateTimeOffset.FromUnixTimeMilliseconds(callback.CreatedAt).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            json.WriteString("id", job.Id);
            json.WriteString("status", OpenRouterStatus.Of(job));
            // In a callback, generation_id and model are null if unknown. In an answer, unknown members are omitted.
            json.WriteString("generation_id", generationId);
            json.WriteString("model", job.Model);
            writer.WriteResult(json, job);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
