using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>POST /v1/videos/{id}/cancel</c>: ends the job at once and says what its provider made of it.</summary>
internal sealed class CancelVideo(RetrieveVideo videos, JobCanceler canceler)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await videos.FindAsync(context) is { } job)
            await videos.WriteAsync(context, await canceler.CancelAsync(job), JobView.Cancellation);
    }
}
