using Microsoft.AspNetCore.Http;
using VideoProxy.Abstractions;
using VideoProxy.Providers;
using Yarp.ReverseProxy.Transforms;

namespace VideoProxy.Pipeline;

/// <summary>Writes the native submit into YARP's request and reads the reply. Nothing from the client's request is forwarded.</summary>
internal static class SubmitTransforms
{
    public static ValueTask WriteCallAsync(RequestTransformContext transform)
    {
        var call = transform.HttpContext.Features.GetRequiredFeature<Submission>().Call;
        var message = transform.ProxyRequest;
        message.Method = call.Method;
        message.RequestUri = call.Url;
        transform.HttpContext.Request.Body = new MemoryStream(call.Body ?? [], writable: false);
        // The Content-Length must be replaced too, because YARP refuses to send more bytes than the client announced.
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

/// <summary>Interprets the reply to a submit, or the failure to get one.</summary>
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
            return new SubmitReport.Unknown($"HTTP {(int)response.StatusCode} with an incomplete body ({error.GetType().Name})");
        }
    }

    /// <summary>Classifies a failed call. Only a connection that was never established proves that the provider accepted nothing.</summary>
    public static SubmitReport Explain(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError =>
            Unreachable($"no connection could be established ({failed.HttpRequestError})"),
        var broken => new SubmitReport.Unknown($"the connection failed after the request was sent ({broken})"),
    };

    public static SubmitReport.Rejected Unreachable(string why) =>
        new(new ProviderFault(FaultKind.Unavailable, $"The provider could not be reached: {why}. Nothing was submitted."));

    private static SubmitReport Read(Submission submission, ProviderReply? reply)
    {
        if (reply is null) return new SubmitReport.Unknown("the reply is too large");
        var provider = submission.Candidate.Provider;
        var report = provider.Text.Of(Interpret(submission, reply));
        if (report is SubmitReport.Unknown) submission.Words = ReplyWords.Of(reply, provider.Text);
        return report;
    }

    private static SubmitReport Interpret(Submission submission, ProviderReply reply)
    {
        // The plugin does not read a 5xx reply, because the provider may have accepted the job before it failed.
        if (reply.Status >= 500) return new SubmitReport.Unknown($"HTTP {reply.Status}");
        var report = submission.Candidate.Provider.Translator.ReadSubmit(submission.Job, reply);
        return report is SubmitReport.Accepted accepted && UpstreamIds.WhyNot(accepted.UpstreamId) is { } why
            ? new SubmitReport.Unknown($"HTTP {reply.Status} with an invalid task id: {why}")
            : report;
    }
}
