using System.Text.Json;
using VideoProxy.Content;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Writes a job in the shape of the openrouter dialect. Members without a value are omitted, never null.</summary>
internal sealed class OpenRouterJobWriter(JobStore jobs, LinkSigner links)
{
    /// <summary>Returns OpenRouter's second id of a job, or null if no provider has accepted the job yet.</summary>
    public async ValueTask<string?> GenerationIdAsync(Job job, CancellationToken cancel)
    {
        var isAccepted = job.Status is JobStatus.InProgress or JobStatus.Completed
            || (await jobs.FindAttemptAsync(job.AttemptId, cancel))?.State == AttemptState.Accepted;
        return isAccepted ? "gen-" + job.Id : null;
    }

    public void Write(Utf8JsonWriter json, Job job, string? generationId)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Id);
        if (generationId is not null) json.WriteString("generation_id", generationId);
        json.WriteString("polling_url", $"{job.LinkBase}{OpenRouterRoutes.Videos}/{job.Id}");
        json.WriteString("status", OpenRouterStatus.Of(job));
        WriteResult(json, job);
        json.WriteEndObject();
    }

    /// <summary>Writes the members that answers and callbacks share: the links, the cost and the error.</summary>
    public void WriteResult(Utf8JsonWriter json, Job job)
    {
        if (job is { HasContent: true, IsShown: true })
        {
            json.WriteStartArray("unsigned_urls");
            json.WriteStringValue(links.LinkTo(job, OpenRouterRoutes.Videos));
            json.WriteEndArray();
        }

        if (job.Status == JobStatus.Completed)
        {
            json.WriteStartObject("usage");
            json.WriteNumber("cost", job.ChargedMicros / 1_000_000m);
            json.WriteBoolean("is_byok", false);
            json.WriteEndObject();
        }

        if (job.ErrorMessage is { } error) json.WriteString("error", error);
    }
}

/// <summary>Maps the state of a job to OpenRouter's status names.</summary>
internal static class OpenRouterStatus
{
    public static string Of(Job job) => job.Status switch
    {
        JobStatus.Queued => "pending",
        JobStatus.Canceled => "cancelled",
        var same => same,
    };
}
