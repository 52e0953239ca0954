using System.Text.Json;
using VideoProxy.Content;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Serves <c>DELETE /v1/videos/{id}</c>: erases a finished job. A row with its id, times and cost stays in the database.</summary>
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

        // If no row changes, another request has just deleted the video, so this request succeeds too.
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
