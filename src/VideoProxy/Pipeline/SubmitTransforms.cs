using Microsoft.AspNetCore.Http;
using VideoProxy.Abstractions;
using VideoProxy.Providers;
using Yarp.ReverseProxy.Transforms;

namespace VideoProxy.Pipeline;

/// <summary>Puts the native submit on the wire and reads what comes back. Nothing of the client's request goes along.</summary>
internal static class SubmitTransforms
{
    public static ValueTask WriteCallAsync(RequestTransformContext transform)
    {
        var call = transform.HttpContext.Features.GetRequiredFeature<Submission>().Call;
        var message = transform.ProxyRequest;
        message.Method = call.Method;
        message.RequestUri = call.Url;
        transform.HttpContext.Request.Body = new MemoryStream(call.Body ?? [], writable: false);
        // Both the body and its length: YARP refuses to send more bytes than the client announced.
        message.Content!.Headers.ContentLength = call.Body?.Length ?? 0;
        call.ApplyHeaders(message);
        return ValueTask.CompletedTask;
    }

    public static async ValueTask ReadReplyAsync(ResponseTransformContext transform)
    {
        transform.SuppressResponseBody = true;
        if (transform.ProxyResponse is not { } response) return;
        var submission = transform.HttpContext.Features.GetRequiredFeature<Submission>();
        submission.Report = await SubmitReply.ReadAsync(submission, response, transform.HttpContext.RequestAborted);
    }
}

/// <summary>What the reply to a submit says, or its absence.</summary>
internal static class SubmitReply
{
    public static async Task<SubmitReport> ReadAsync(Submission submission, HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return Read(submission, await ReplyReader.ReadAsync(response, cancel));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return new SubmitReport.Unknown($"HTTP {(int)response.StatusCode}, but its body broke off ({error.GetType().Name})");
        }
    }

    /// <summary>Only a connection that was never made proves that nothing was accepted.</summary>
    public static SubmitReport Explain(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError =>
            Unreachable($"no connection could be made ({failed.HttpRequestError})"),
        var broken => new SubmitReport.Unknown($"the connection failed after the request was sent ({broken})"),
    };

    public static SubmitReport.Rejected Unreachable(string why) =>
        new(new ProviderFault(FaultKind.Unavailable, $"The provider could not be reached: {why}. Nothing was submitted."));

    private static SubmitReport Read(Submission submission, ProviderReply? reply)
    {
        if (reply is null) return new SubmitReport.Unknown("the reply is too long to read");
        // No plugin is asked about these: a server that failed may have taken the job before it did.
        if (reply.Status >= 500) return new SubmitReport.Unknown($"HTTP {reply.Status}");
        var report = submission.Candidate.Provider.Translator.ReadSubmit(submission.Job, reply);
        return report is SubmitReport.Accepted accepted && UpstreamIds.WhyNot(accepted.UpstreamId) is { } why
            ? new SubmitReport.Unknown($"HTTP {reply.Status} with an id that can be no task's: {why}")
            : report;
    }
}
