using VideoProxy.Accounts;
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
/// The one step of a download: (1) may this caller see the job; (2) where are its bytes, perhaps with us; (3) forward there, following
/// redirects only through the guarded connector, and once more with a fresh token or link; (4) say what went wrong if no byte has left yet.
/// </summary>
internal sealed partial class ContentStep(
    RequestDelegate next, JobStore jobs, ContentSource sources, InlineAnswer inline, NetworkRules network, IProxyStateLookup proxy, ILogger<ContentStep> logger)
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

        // (2)
        var variant = context.Dialect().VariantOf(context.Request.Query);
        if (variant is null || await sources.FindAsync(job, variant, dead: null, context.RequestAborted) is not { } source)
        {
            await context.WriteErrorAsync(ApiErrors.NotFound("This video has no such variant."));
            return;
        }

        var part = source.Inline?.PartFor(context.Request);
        if (part?.Range is { Status: StatusCodes.Status416RangeNotSatisfiable } beyond)
        {
            context.Response.Headers.ContentRange = beyond.ContentRange(part.Video.Length);
            await context.WriteErrorAsync(ApiErrors.RangeNotSatisfiable());
            return;
        }

        if (part is not null && await inline.TryWriteAsync(context, part, job.Id)) return;

        // (3)
        var download = new Download(job.Id, part);
        var refusal = await ForwardAsync(context, source, download);
        var isStale = download.Status == 401 && sources.DropToken(source);
        if ((isStale || (source.IsRenewable && IsLinkDead(context, download)))
            && await sources.FindAsync(job, variant, dead: isStale ? null : source.Request?.Url, context.RequestAborted) is { } again)
        {
            context.Response.Clear();
            refusal = await ForwardAsync(context, again, download);
        }

        // (4)
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || IsRelayed(download.Status)) return;
        Log.Failed(logger, job.Id, job.Provider, download.Status, refusal ?? context.GetForwarderErrorFeature()?.Exception?.GetBaseException().GetType().Name);
        var contentRange = context.Response.Headers.ContentRange;
        context.Response.Clear();
        if (download.Status == StatusCodes.Status416RangeNotSatisfiable) context.Response.Headers.ContentRange = contentRange;
        await context.WriteErrorAsync(Explain(download.Status));
    }

    private async Task<string?> ForwardAsync(HttpContext context, FoundContent source, Download download)
    {
        download.Status = source.IsGone ? StatusCodes.Status410Gone : 0;
        if (source.Request is null) return "its provider has left the configuration, or gives no link or token for it";
        var cluster = source.Cluster;
        download.Begin(source.Request);
        context.Features.Set(download);
        // A body that a client sends along is not for the provider.
        context.Features.Set<IHttpRequestBodyDetectionFeature>(NoBody.Instance);
        for (var hop = 0; ; hop++)
        {
            // A result URL comes out of a provider's reply: it is checked like any other foreign URL.
            if (cluster == ClusterIds.Foreign && network.CheckForeign(download.Source.Url.AbsoluteUri).Refusal is { } refusal) return refusal;
            if (!proxy.TryGetCluster(cluster, out var state)) return "the destination has left the configuration";
            context.ReassignProxyRequest(state);
            await next(context);
            if (download.Redirect is not { } target || hop == MaxRedirects || ContentSource.Foreign(target.AbsoluteUri) is not { } request) return null;
            cluster = ClusterIds.Foreign;
            download.Begin(request);
            context.Response.Clear();
        }
    }

    private static bool IsAuthorized(HttpContext context, Job job) =>
        context.Features.Get<SignedLink>() is not null || context.Features.Get<Caller>()?.Org == job.Org;

    private static bool IsLinkDead(HttpContext context, Download download) =>
        !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && download.Status is 403 or 404 or 410;

    private static bool IsRelayed(int status) => status is 200 or 206 or 304;

    private static ApiError Explain(int status) => status switch
    {
        StatusCodes.Status416RangeNotSatisfiable => ApiErrors.RangeNotSatisfiable(),
        // How object stores say that a signed link has expired, or that the object is gone.
        403 or 404 or 410 => ApiErrors.Gone(),
        _ => ApiErrors.Upstream("The video could not be fetched from its provider. It is still there: try again in a moment."),
    };

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public static readonly NoBody Instance = new();

        public bool CanHaveBody => false;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ContentFailed, LogLevel.Warning, "Job {JobId}: its bytes could not be fetched from {Provider}: HTTP {Status}, {Why}.")]
        public static partial void Failed(ILogger logger, string jobId, string provider, int status, string? why);
    }
}
