using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Transforms;

namespace VideoProxy.Pipeline;

/// <summary>Puts the native submit on the wire and reads what comes back. Nothing of the client's request goes along.</summary>
internal static class SubmitTransforms
{
    public static ValueTask PutCallAsync(RequestTransformContext transform)
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
