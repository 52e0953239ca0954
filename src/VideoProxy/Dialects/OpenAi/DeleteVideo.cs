using System.Text.Json;
using VideoProxy.Content;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>DELETE /v1/videos/{id}</c>: a finished job disappears from every call; its row stays.</summary>
internal sealed class DeleteVideo(RetrieveVideo videos, JobStore jobs, ContentArchive archive, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await videos.FindAsync(context) is not { } job) return;
        if (!job.IsTerminal)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.NotFinished(job.Status));
            return;
        }

        // Nothing changed: somebody else has just deleted it, which is what this caller wants too.
        await jobs.DeleteAsync(job.Id, time.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted);
        archive.Delete(job);
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("id", job.Id);
            json.WriteString("object", "video.deleted");
            json.WriteBoolean("deleted", true);
            json.WriteEndObject();
        });
    }
}
