using VideoProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace VideoProxy.Content;

/// <summary>Builds the request for a download and answers the client with the reply.</summary>
internal static class ContentTransforms
{
    private static readonly string[] Conditions = ["If-None-Match", "If-Modified-Since"];

    public static ValueTask PutRequestAsync(RequestTransformContext transform)
    {
        var context = transform.HttpContext;
        var download = context.Features.GetRequiredFeature<Download>();
        var source = download.Source;
        // A HEAD from the client also uses the source's method, because the links of object stores are signed for GET.
        transform.ProxyRequest.Method = source.Method;
        transform.ProxyRequest.RequestUri = source.Url;
        if (source.Body is { } body)
        {
            // YARP sends the body of the client's request and no other, so the call's body takes its place.
            context.Request.Body = new MemoryStream(body, writable: false);
            transform.ProxyRequest.Content!.Headers.ContentLength = body.Length;
        }

        source.ApplyHeaders(transform.ProxyRequest);
        // The range headers are for the video and not for the reply that contains it.
        if (download.Inline is null && !download.IsPlain) ForwardConditions(context.Request, download, transform.ProxyRequest);
        return ValueTask.CompletedTask;
    }

    public static async ValueTask StreamAsync(ResponseTransformContext transform)
    {
        transform.SuppressResponseBody = true;
        if (transform.ProxyResponse is not { } upstream) return;
        var context = transform.HttpContext;
        var download = context.Features.GetRequiredFeature<Download>();
        download.Status = (int)upstream.StatusCode;
        download.Follow(upstream.Headers.Location);
        if (upstream.IsSuccessStatusCode) await CopyAsync(context, download, upstream);
        else if (download.Status == StatusCodes.Status304NotModified) AnswerNotModified(context, download, upstream);
        else if (download.Status == StatusCodes.Status416RangeNotSatisfiable && download.Inline is null)
        {
            var given = upstream.Content.Headers.ContentRange;
            if (ReplyPart.IsOutside(context.Request, download, given)) context.Response.Headers.ContentRange = given!.ToString();
            else download.Misfit();
        }
    }

    private static void ForwardConditions(HttpRequest client, Download download, HttpRequestMessage request)
    {
        foreach (var name in Conditions)
        {
            if (client.Headers.TryGetValue(name, out var value)) request.Headers.TryAddWithoutValidation(name, (string?)value);
        }

        if (ByteRange.Asked(client) is not [var asked]) return;
        download.SentRange = asked;
        request.Headers.TryAddWithoutValidation("Range", $"bytes={asked}");
        if (client.Headers.TryGetValue("If-Range", out var condition)) request.Headers.TryAddWithoutValidation("If-Range", (string?)condition);
    }

    private static async Task CopyAsync(HttpContext context, Download download, HttpResponseMessage upstream)
    {
        var options = context.RequestServices.GetRequiredService<GatewayOptions>();
        var copy = new BodyCopy(context, download, options.Content.IdleTimeout, context.RequestServices.GetRequiredService<TimeProvider>());
        if (download.Inline is { } inline) await copy.RunAsync(upstream, inline);
        else if (ReplyPart.Of(context.Request, download, upstream) is { } part) await copy.RunAsync(upstream, part);
        else download.Misfit();
    }

    private static void AnswerNotModified(HttpContext context, Download download, HttpResponseMessage upstream)
    {
        if (download.Inline is not null || !ReplyPart.IsNotModified(context.Request, download, upstream))
        {
            download.Misfit();
            return;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        if (upstream.Headers.ETag is { } tag) context.Response.Headers.ETag = tag.ToString();
        download.Answer();
    }
}
