using System.Buffers;
using System.Text.Json;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The event owed to a client, built at each delivery from the terminal row so that its links are fresh.</summary>
internal sealed class OpenAiCallbackBody(JobStore jobs, OpenAiJobWriter writer)
{
    public async Task<byte[]?> BuildAsync(CallbackRow callback, CancellationToken cancel)
    {
        if (await jobs.FindAsync(callback.JobId, cancel) is not { } job) return null;
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(buffer, JsonText.Plain))
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

        return buffer.WrittenSpan.ToArray();
    }
}
