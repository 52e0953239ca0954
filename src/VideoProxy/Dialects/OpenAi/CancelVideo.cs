using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Serves <c>POST /v1/videos/{id}/cancel</c>: cancels the job at once and reports whether the provider canceled its task.</summary>
internal sealed class CancelVideo(RetrieveVideo videos, JobCanceler canceler)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await videos.FindAsync(context) is { } job)
            await videos.WriteAsync(context, await canceler.CancelAsync(job), JobView.Cancellation);
    }
}
