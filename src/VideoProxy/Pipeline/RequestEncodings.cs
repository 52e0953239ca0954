using System.IO.Compression;
using Microsoft.AspNetCore.RequestDecompression;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// Decodes request bodies with a <c>Content-Encoding</c>. <see cref="BodyReader"/> counts the decoded bytes, so a small body cannot
/// expand beyond the limit.
/// </summary>
internal static class RequestEncodings
{
    private const string Supported = "gzip, deflate, br";

    public static void AddRequestEncodings(this IServiceCollection services) => services.AddRequestDecompression(options =>
    {
        options.DecompressionProviders["x-gzip"] = new GzipAlias();
        options.DecompressionProviders["identity"] = new Identity();
    });

    /// <summary>Adds the middleware. The operator's own routes are left out, because YARP forwards their bodies as they are.</summary>
    public static void UseRequestEncodings(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Headers.ContentEncoding.Count > 0 && !ForeignRoutes.IsForeign(context), ours => ours.UseRequestDecompression());

    /// <summary>Returns the error for an encoding that is not supported. The middleware removes the header of one that it decodes.</summary>
    public static ApiError? Check(HttpContext context)
    {
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (encoding.Length == 0) return null;
        context.Response.Headers.AcceptEncoding = Supported;
        return ApiErrors.UnsupportedEncoding(BodyChecks.Shorten(encoding), Supported);
    }

    private sealed class GzipAlias : IDecompressionProvider
    {
        public Stream GetDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
    }

    private sealed class Identity : IDecompressionProvider
    {
        public Stream GetDecompressionStream(Stream stream) => stream;
    }
}
