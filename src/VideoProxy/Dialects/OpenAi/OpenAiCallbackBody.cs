using System.Buffers;
using System.Text.Json;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Writes the event <c>video.completed</c> or <c>video.failed</c>, with the job as its data.</summary>
internal sealed class OpenAiCallbackBody(OpenAiJobWriter writer)
{
    public Task<ReadOnlyMemory<byte>> WriteAsync(CallbackRow callback, Job job, CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Plain))
        {
            json.WriteStartObject();
            json.WriteString("object", "event");
            json.WriteString("id", callback.EventId);
            json.WriteString("type", callback.Type);
            json.WriteNumber("created_at", callback.CreatedAt / 1000);
            json.WritePropertyName("data");
            writer.Write(json, job);
            json.WriteEndObject();
        }

        return Task.FromResult(buffer.WrittenMemory);
    }
}
