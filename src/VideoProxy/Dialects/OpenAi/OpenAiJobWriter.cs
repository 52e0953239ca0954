using System.Buffers;
using System.Globalization;
using System.Text.Json;
using VideoProxy.Content;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Writes a job in the shape of the openai dialect, for answers and callbacks.</summary>
internal sealed class OpenAiJobWriter(LinkSigner links)
{
    public ReadOnlyMemory<byte> ToJson(Job job, JobView view = JobView.Plain)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Plain)) Write(json, job, view);
        return buffer.WrittenMemory;
    }

    public void Write(Utf8JsonWriter json, Job job, JobView view = JobView.Plain)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Id);
        json.WriteString("object", "video");
        json.WriteString("model", job.Model);
        json.WriteString("status", view.HasFlag(JobView.SdkStatuses) ? ToSdkStatus(job.Status) : job.Status);
        json.WriteNumber("progress", job.Progress);
        json.WriteNumber("created_at", job.CreatedAt / 1000);
        WriteSeconds(json, "completed_at", job.CompletedAt);
        WriteSeconds(json, "expires_at", job.ExpiresAt);
        WriteError(json, job);
        if (job is { HasContent: true, IsShown: true }) WriteContent(json, job);
        json.WriteString("prompt", job.Prompt);
        json.WriteString("seconds", job.Seconds.ToString(CultureInfo.InvariantCulture));
        json.WriteString("size", job.Size);
        json.WriteString("remixed_from_video_id", job.RemixedFrom);
        json.WritePropertyName("metadata");
        if (job.Metadata is null) json.WriteNullValue();
        else json.WriteRawValue(job.Metadata);
        if (job.IsTerminal) WriteUsage(json, job);
        json.WriteString("provider", job.Provider);
        if (view.HasFlag(JobView.Cancellation)) WriteCancellation(json, job);
        json.WriteEndObject();
    }

    private static string ToSdkStatus(string status) => status is JobStatus.Canceled or JobStatus.Expired ? JobStatus.Failed : status;

    /// <summary>Writes the charge, which was computed with the price stored in the attempt.</summary>
    private static void WriteUsage(Utf8JsonWriter json, Job job)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("cost", Usd(job.ChargedMicros));
        json.WriteEndObject();
    }

    private static void WriteCancellation(Utf8JsonWriter json, Job job)
    {
        json.WriteStartObject("cancellation");
        // A job without a cancellation had already ended before the cancel request arrived.
        json.WriteString("provider", job.Cancellation ?? Cancellation.TooLate);
        json.WriteNumber("charged", Usd(job.ChargedMicros));
        json.WriteEndObject();
    }

    private static decimal Usd(long micros) => micros / 1_000_000m;

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
        json.WritePropertyName("details");
        if (job.ErrorDetails is null) json.WriteNullValue();
        else json.WriteRawValue(job.ErrorDetails);
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, long? milliseconds)
    {
        if (milliseconds is { } value) json.WriteNumber(name, value / 1000);
        else json.WriteNull(name);
    }
}

/// <summary>The variations of a job's JSON.</summary>
[Flags]
internal enum JobView
{
    Plain = 0,

    /// <summary>Adds the member <c>cancellation</c>, which only the answer to a cancel has.</summary>
    Cancellation = 1,

    /// <summary>Limits <c>status</c> to the four values that OpenAI's SDKs know. A canceled or expired job is <c>failed</c>, and <c>error.code</c> gives the reason.</summary>
    SdkStatuses = 2,
}
