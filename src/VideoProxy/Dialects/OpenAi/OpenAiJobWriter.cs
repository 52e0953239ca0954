using System.Buffers;
using System.Globalization;
using System.Text.Json;
using VideoProxy.Content;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Writes a job as the openai dialect shows it: in answers and inside callbacks.</summary>
internal sealed class OpenAiJobWriter(LinkSigner links)
{
    public ReadOnlyMemory<byte> ToJson(Job job)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Plain)) Write(json, job);
        return buffer.WrittenMemory;
    }

    public void Write(Utf8JsonWriter json, Job job)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Id);
        json.WriteString("object", "video");
        json.WriteString("model", job.Model);
        json.WriteString("status", job.Status);
        json.WriteNumber("progress", job.Progress);
        json.WriteNumber("created_at", job.CreatedAt / 1000);
        WriteSeconds(json, "completed_at", job.CompletedAt);
        WriteSeconds(json, "expires_at", job.ExpiresAt);
        WriteError(json, job);
        if (job.Status == JobStatus.Completed) WriteContent(json, job);
        json.WriteString("prompt", job.Prompt);
        json.WriteString("seconds", job.Seconds.ToString(CultureInfo.InvariantCulture));
        json.WriteString("size", job.Size);
        json.WriteNull("remixed_from_video_id");
        json.WritePropertyName("metadata");
        if (job.Metadata is null) json.WriteNullValue();
        else json.WriteRawValue(job.Metadata);
        json.WriteString("provider", job.Provider);
        json.WriteEndObject();
    }

    private void WriteContent(Utf8JsonWriter json, Job job)
    {
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "video");
        json.WriteString("url", links.LinkTo(job));
        json.WriteString("mime_type", "video/mp4");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, Job job)
    {
        if (job.ErrorCode is null)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("code", job.ErrorCode);
        json.WriteString("message", job.ErrorMessage);
        json.WriteNull("details");
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, long? milliseconds)
    {
        if (milliseconds is { } value) json.WriteNumber(name, value / 1000);
        else json.WriteNull(name);
    }
}
