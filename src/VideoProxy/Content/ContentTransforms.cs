using VideoProxy.Configuration;
using VideoProxy.Providers;
using Yarp.ReverseProxy.Transforms;

namespace VideoProxy.Content;

/// <summary>Builds the request for a download and streams the reply to the client.</summary>
internal static class ContentTransforms
{
    private static readonly string[] ForwardedRequestHeaders = ["Range", "If-Range", "If-None-Match", "If-Modified-Since"];
    private static readonly string[] ForwardedResponseHeaders = ["Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified"];

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
        if (download.Inline is not null) return ValueTask.CompletedTask;
        foreach (var name in ForwardedRequestHeaders)
        {
            if (context.Request.Headers.TryGetValue(name, out var value)) transform.ProxyRequest.Headers.TryAddWithoutValidation(name, (string?)value);
        }

        return ValueTask.CompletedTask;
    }

    public static async ValueTask StreamAsync(ResponseTransformContext transform)
    {
        transform.SuppressResponseBody = true;
        if (transform.ProxyResponse is not { } upstream) return;
        var context = transform.HttpContext;
        var download = context.Features.GetRequiredFeature<Download>();
        download.Status = (int)upstream.StatusCode;
        if (download.Status is 301 or 302 or 303 or 307 or 308 && upstream.Headers.Location is { } location
            && Uri.TryCreate(download.Source.Url, location, out var target))
            download.Redirect = target;
        if (download.Status is not (200 or 206 or 304))
        {
            if (upstream.Content.Headers.ContentRange is { } range) context.Response.Headers.ContentRange = range.ToString();
            return;
        }

        var options = context.RequestServices.GetRequiredService<GatewayOptions>();
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        if (download.Inline is { } inline)
        {
            // A reply without the video means that the provider no longer has it, so the client gets 410.
            var isThere = await BodyCopier.CopyAsync(upstream, inline, download.FileName, context, options.Content.IdleTimeout, time);
            if (!isThere) download.Status = StatusCodes.Status410Gone;
            return;
        }

        CopyHeaders(context.Response, upstream, download.FileName);
        if (HttpMethods.IsHead(context.Request.Method) || download.Status == 304) return;
        await BodyCopier.CopyAsync(upstream, context, options.Content.IdleTimeout, time);
    }

    private static void CopyHeaders(HttpResponse response, HttpResponseMessage upstream, string fileName)
    {
        response.StatusCode = (int)upstream.StatusCode;
        foreach (var name in ForwardedResponseHeaders)
        {
            if (upstream.Headers.NonValidated.TryGetValues(name, out var values) || upstream.Content.Headers.NonValidated.TryGetValues(name, out values))
                response.Headers[name] = values.ToString();
        }

        ContentHeaders.Write(response, upstream.Content.Headers.ContentType?.MediaType ?? "", fileName);
    }
}

/// <summary>Writes the headers of every reply with content.</summary>
internal static class ContentHeaders
{
    public static void Write(HttpResponse response, string mediaType, string fileName)
    {
        var isMedia = mediaType.StartsWith("video/", StringComparison.OrdinalIgnoreCase)
            || (mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !mediaType.Contains("svg", StringComparison.OrdinalIgnoreCase));
        response.ContentType = isMedia ? mediaType : "application/octet-stream";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private";
        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}.mp4\"";
    }
}

/// <summary>A request feature that holds the source of a download and the reply that the transforms saw.</summary>
internal sealed class Download(string fileName, InlinePart? inline) : IHttpRequestBodyDetectionFeature
{
    private NativeRequest? _source;

    public NativeRequest Source => _source ?? throw new InvalidOperationException("The download has no source yet. Call Begin first.");
    public string FileName { get; } = fileName;

    /// <summary>Whether the call to the source has a body. A body that the client sent must not reach the provider.</summary>
    public bool CanHaveBody => Source.Body is not null;

    /// <summary>Set if the bytes are base64 inside the reply.</summary>
    public InlinePart? Inline { get; } = inline;

    /// <summary>The provider's status, or 0 before its reply.</summary>
    public int Status { get; set; }

    /// <summary>The target of a redirect.</summary>
    public Uri? Redirect { get; set; }

    public void Begin(NativeRequest source) => (_source, Status, Redirect) = (source, 0, null);
}
