using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Configuration;
using VideoProxy.Content;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Network;
using VideoProxy.Providers;
using VideoProxy.Telemetry;
using Yarp.ReverseProxy;

namespace VideoProxy.Pipeline;

/// <summary>
/// The only step of a download. (1) Checks that the caller may see the job. (2) Locates the bytes, which may be in the gateway
/// itself. (3) Forwards the request there, follows redirects only through the guarded connector, and retries once with a new token
/// or link, also if something else than the video came. (4) Answers with an error if no byte has been sent yet.
/// </summary>
internal sealed partial class ContentStep(
    RequestDelegate next, JobStore jobs, ContentSource sources, InlineAnswer inline, NetworkRules network, IProxyStateLookup proxy, TrackerOptions options, TimeProvider time,
    ILogger<ContentStep> logger)
{
    private const int MaxRedirects = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        // (1)
        var job = await jobs.FindAsync((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (job is not { IsShown: true } || !IsAuthorized(context, job))
        {
            await context.WriteErrorAsync(ApiErrors.NotFound("Video not found"));
            return;
        }

        if (!job.HasContent)
        {
            await context.WriteErrorAsync(ApiErrors.NotReady(job.Status));
            return;
        }

        if (ByteRange.Asked(context.Request).Count > 1)
        {
            await context.WriteErrorAsync(ApiErrors.SeveralRanges());
            return;
        }

        // (2)
        var variant = context.Dialect().VariantOf(context.Request.Query);
        if (variant is null || await sources.FindAsync(job, variant, dead: null, context.RequestAborted) is not { } source)
        {
            await context.WriteErrorAsync(ApiErrors.NotFound("This video does not have the requested variant."));
            return;
        }

        var part = source.Inline?.PartFor(context.Request);
        if (part?.Range is { Status: StatusCodes.Status416RangeNotSatisfiable } beyond)
        {
            context.Response.Headers.ContentRange = beyond.ContentRange(part.Video.Facts.Length);
            await context.WriteErrorAsync(ApiErrors.RangeNotSatisfiable());
            return;
        }

        if (part is not null && await inline.TryWriteAsync(context, part, job.Id)) return;

        // (3)
        var download = new Download(job.Id, variant == JobReport.VideoVariant, part);
        var refusal = await ForwardAsync(context, source, download);
        var isStale = download.Status == 401 && sources.DropToken(source);
        if ((isStale || (source.IsRenewable && IsLinkDead(context, download)))
            && await sources.FindAsync(job, variant, dead: isStale ? null : source.Request?.Url, context.RequestAborted) is { } again)
        {
            context.Response.Clear();
            refusal = await ForwardAsync(context, again, download);
        }

        // (4)
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || download.IsAnswered) return;
        Log.Failed(logger, job.Id, job.Provider, download.Status, refusal ?? download.Instead ?? context.GetForwarderErrorFeature()?.Exception?.GetBaseException().GetType().Name);
        var contentRange = context.Response.Headers.ContentRange;
        context.Response.Clear();
        if (download.Status == StatusCodes.Status416RangeNotSatisfiable) context.Response.Headers.ContentRange = contentRange;
        await context.WriteErrorAsync(Explain(job, download));
    }

    private async Task<string?> ForwardAsync(HttpContext context, FoundContent source, Download download)
    {
        download.Status = source.IsGone ? StatusCodes.Status410Gone : 0;
        if (source.Request is null) return "the provider is no longer configured, or no link or token could be obtained for the video";
        var cluster = source.Cluster;
        download.Begin(source.Request);
        context.Features.Set(download);
        context.Features.Set<IHttpRequestBodyDetectionFeature>(download);
        for (var hop = 0; ; hop++)
        {
            // A result URL comes from a provider's reply, so it is checked like any other foreign URL.
            if (cluster == ClusterIds.Foreign && network.CheckForeign(download.Source.Url.AbsoluteUri).Refusal is { } refusal) return refusal;
            if (!proxy.TryGetCluster(cluster, out var state)) return "the destination is no longer configured";
            context.ReassignProxyRequest(state);
            await next(context);
            if (download.IsMisfit)
            {
                download.Begin(download.Source, isPlain: true);
                context.Response.Clear();
                await next(context);
            }

            if (download.Redirect is not { } target || hop == MaxRedirects || ContentSource.Foreign(target.AbsoluteUri) is not { } request) return null;
            cluster = ClusterIds.Foreign;
            download.Begin(request);
            context.Response.Clear();
        }
    }

    private static bool IsAuthorized(HttpContext context, Job job) =>
        context.Features.Get<SignedLink>() is not null || context.Features.Get<Caller>()?.Org == job.Org;

    private static bool IsLinkDead(HttpContext context, Download download) =>
        !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && (download.Status is 403 or 404 or 410 || download.Instead is not null);

    private ApiError Explain(Job job, Download download) => download.Status switch
    {
        _ when download.Instead is { } instead => ApiErrors.Upstream($"The provider sent {instead} in place of the video. Try again in a moment."),
        StatusCodes.Status416RangeNotSatisfiable => ApiErrors.RangeNotSatisfiable(),
        // The files of some providers appear some seconds after the task is completed.
        400 or 403 or 404 or 409 or 410 or 425 when download.Wanted.IsVideo && IsNew(job) => ApiErrors.NotThereYet(),
        // Object stores answer with these when a signed link has expired or the object was deleted.
        403 or 404 or 410 => ApiErrors.Gone(),
        _ => ApiErrors.Upstream("The gateway could not download the video from its provider. Try again in a moment."),
    };

    private bool IsNew(Job job) => job.CompletedAt is { } at && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at) < options.NotFoundGrace;

    private static partial class Log
    {
        [LoggerMessage(EventIds.ContentFailed, LogLevel.Warning, "Download failed for job {JobId} at {Provider}: HTTP {Status}, {Reason}.")]
        public static partial void Failed(ILogger logger, string jobId, string provider, int status, string? reason);
    }
}
