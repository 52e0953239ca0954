using Microsoft.AspNetCore.Http.Features;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

/// <summary>Uploads what an attempt needs, forwards it to its destination's cluster and makes sure that a report comes out of it.</summary>
internal sealed class SubmitSender(IProxyStateLookup proxy, MediaStager stager, GatewayOptions options, TimeProvider time)
{
    public async Task SendAsync(HttpContext context, RequestDelegate forward, Submission submission)
    {
        // Refused already: there is no call to send.
        if (submission.Report is not null) return;
        var cluster = ClusterIds.Of(submission.Attempt.Provider, submission.Attempt.Destination);
        if (!proxy.TryGetCluster(cluster, out var state))
        {
            submission.Report = SubmitReply.Unreachable("the destination has just left the configuration");
            return;
        }

        if (await stager.StageAsync(submission) is { } fault)
        {
            submission.Report = new SubmitReport.Rejected(fault);
            return;
        }

        context.Features.Set(submission);
        // What the answer needs to know of it.
        context.Features.Set(submission.Candidate.Offering);
        context.Features.Set<IForwarderErrorFeature>(null);
        using (new SubmitLifetime(context, options.Tracker.SubmitTimeout, time))
        {
            context.ReassignProxyRequest(state);
            await forward(context);
        }

        submission.Report ??= Explain(context.GetForwarderErrorFeature());
        // YARP has set a status of its own (502, 504): the answer is ours to write.
        if (!context.Response.HasStarted) context.Response.Clear();
    }

    private static SubmitReport Explain(IForwarderErrorFeature? error) => error switch
    {
        { Error: ForwarderError.NoAvailableDestinations } => SubmitReply.Unreachable("no destination is available"),
        { Exception: HttpRequestException failed } => SubmitReply.Explain(failed),
        _ => new SubmitReport.Unknown($"no reply came ({error?.Error})"),
    };
}

/// <summary>
/// A submit is not tied to its client: a hang-up must not abort a call that is being paid for. While this feature stands in
/// for the server's own, <see cref="HttpContext.RequestAborted"/> is the submit's deadline and nothing else.
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
