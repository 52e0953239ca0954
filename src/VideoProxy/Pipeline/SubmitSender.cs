using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

/// <summary>Uploads what an attempt needs, forwards it to its destination's cluster and makes sure that a report comes out of it.</summary>
internal sealed class SubmitSender(IProxyStateLookup proxy, MediaStager stager, GatewayOptions options, TimeProvider time)
{
    public async Task SendAsync(HttpContext context, RequestDelegate forward, Submission submission)
    {
        var cluster = ProviderProxyConfig.ClusterId(submission.Attempt.Provider, submission.Attempt.Destination);
        if (!proxy.TryGetCluster(cluster, out var state))
        {
            submission.Report = Unreachable("the destination has just left the configuration");
            return;
        }

        if (await stager.StageAsync(submission) is { } fault)
        {
            submission.Report = new SubmitReport.Rejected(fault);
            return;
        }

        context.Features.Set(submission);
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

    /// <summary>Only a connection that was never made proves that nothing was accepted.</summary>
    private static SubmitReport Explain(IForwarderErrorFeature? error) => error switch
    {
        { Error: ForwarderError.NoAvailableDestinations } => Unreachable("no destination is available"),
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } never } =>
            Unreachable($"no connection could be made ({never.HttpRequestError})"),
        { Exception: HttpRequestException broken } => new SubmitReport.Unknown($"the connection failed after the request was sent ({broken.HttpRequestError})"),
        _ => new SubmitReport.Unknown($"no reply came ({error?.Error})"),
    };

    private static SubmitReport.Rejected Unreachable(string why) =>
        new(new ProviderFault(FaultKind.Unavailable, $"The provider could not be reached: {why}. Nothing was submitted."));
}
