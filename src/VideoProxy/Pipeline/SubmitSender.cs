using Microsoft.AspNetCore.Http.Features;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

/// <summary>Uploads the inputs of an attempt, forwards it to its destination's cluster and always leaves a report in the submission.</summary>
internal sealed class SubmitSender(IProxyStateLookup proxy, MediaStager stager, GatewayOptions options, TimeProvider time)
{
    public async Task SendAsync(HttpContext context, RequestDelegate forward, Submission submission)
    {
        // A submission that was refused before it was sent has no call.
        if (submission.Report is not null) return;
        var cluster = ClusterIds.Of(submission.Attempt.Provider, submission.Attempt.Destination);
        if (!proxy.TryGetCluster(cluster, out var state))
        {
            submission.Report = SubmitReply.Unreachable("the destination is no longer configured");
            return;
        }

        if (await stager.StageAsync(submission) is { } fault)
        {
            submission.Report = new SubmitReport.Rejected(fault);
            return;
        }

        context.Features.Set(submission);
        // The openrouter dialect reads the offering to list the ignored fields in its answer.
        context.Features.Set(submission.Candidate.Offering);
        context.Features.Set<IForwarderErrorFeature>(null);
        using (new SubmitLifetime(context, options.Tracker.SubmitTimeout, time))
        {
            context.ReassignProxyRequest(state);
            await forward(context);
        }

        submission.Report ??= Explain(context.GetForwarderErrorFeature());
        // YARP has set its own status, such as 502 or 504. The response is cleared because the dialect writes the answer.
        if (!context.Response.HasStarted) context.Response.Clear();
    }

    private static SubmitReport Explain(IForwarderErrorFeature? error) => error switch
    {
        { Error: ForwarderError.NoAvailableDestinations } => SubmitReply.Unreachable("no destination is available"),
        { Exception: HttpRequestException failed } => SubmitReply.Explain(failed),
        _ => new SubmitReport.Unknown($"no reply arrived ({error?.Error})"),
    };
}

/// <summary>
/// Decouples a submit from its client, so that a client that disconnects does not abort a paid call. While this feature replaces
/// the server's own, <see cref="HttpContext.RequestAborted"/> fires only at the submit timeout.
/// </summary>
internal sealed class SubmitLifetime : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly IHttpRequestLifetimeFeature _original;
    private readonly CancellationTokenSource _deadline;

    public SubmitLifetime(HttpContext context, TimeSpan timeout, TimeProvider time)
    {
        _context = context;
        _original = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _deadline = new CancellationTokenSource(timeout, time);
        RequestAborted = _deadline.Token;
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
    }

    public CancellationToken RequestAborted { get; set; }

    public void Abort() => _original.Abort();

    public void Dispose()
    {
        _context.Features.Set(_original);
        _deadline.Dispose();
    }
}
