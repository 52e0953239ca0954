using VideoProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace VideoProxy.Content;

/// <summary>Asks for the bytes and streams them through.</summary>
internal static class ContentTransforms
{
    private static readonly string[] AskedFor = ["Range", "If-Range", "If-None-Match", "If-Modified-Since"];
    private static readonly string[] PassedOn = ["Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified"];

    public static ValueTask PutRequestAsync(RequestTransformContext transform)
    {
        var context = transform.HttpContext;
        var source = context.Features.GetRequiredFeature<Download>().Source;
        // Always GET, also for HEAD: object stores sign the method into their links.
        transform.ProxyRequest.Method = HttpMethod.Get;
        transform.ProxyRequest.RequestUri = source.Url;
        source.ApplyHeaders(transform.ProxyRequest);
        foreach (var name in AskedFor)
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
        if (download.Status is 301 or 302 or 303 or 307 or 308 && upstream.Headers.Location is { } location)
            download.Redirect = new Uri(download.Source.Url, location);
        if (download.Status is not (200 or 206 or 304))
        {
            if (upstream.Content.Headers.ContentRange is { } range) context.Response.Headers.ContentRange = range.ToString();
            return;
        }

        CopyHeaders(context.Response, upstream, download.FileName);
        if (HttpMethods.IsHead(context.Request.Method) || download.Status == 304) return;
        var options = context.RequestServices.GetRequiredService<GatewayOptions>();
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        await BodyCopier.CopyAsync(upstream, context, options.Content.IdleTimeout, time);
    }

    private static void CopyHeaders(HttpResponse response, HttpResponseMessage upstream, string fileName)
    {
        response.StatusCode = (int)upstream.StatusCode;
        foreach (var name in PassedOn)
        {
            if (upstream.Headers.NonValidated.TryGetValues(name, out var values) || upstream.Content.Headers.NonValidated.TryGetValues(name, out values))
                response.Headers[name] = values.ToString();
        }

        var type = upstream.Content.Headers.ContentType?.MediaType ?? "";
        var isMedia = type.StartsWith("video/", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !type.Contains("svg", StringComparison.OrdinalIgnoreCase));
        response.ContentType = isMedia ? type : "application/octet-stream";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private";
        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}.mp4\"";
    }
}
