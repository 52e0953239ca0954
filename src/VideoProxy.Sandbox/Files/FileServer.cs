using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Files;

/// <summary>The object store that serves the result links. This store takes no key and checks only the signature in the link.</summary>
internal sealed class FileServer(TimeProvider time)
{
    private static readonly string[] Keys = ["Authorization", "x-api-key", "x-goog-api-key"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Get, "/{store}/{file}", Serve);
        routes.On(HttpMethods.Head, "/{store}/{file}", Serve);
        routes.Otherwise("", _ => Refuse(StatusCodes.Status404NotFound, "NoSuchKey"));
    }

    private IResult Serve(HttpContext context)
    {
        var request = context.Request;
        var now = time.GetUtcNow();
        // A gateway must never send a provider's key here. Real object stores also refuse a key together with a signature.
        if (Keys.Any(request.Headers.ContainsKey))
        {
            return Refuse(StatusCodes.Status400BadRequest, "InvalidArgument");
        }

        if (!FileLinks.IsValid(request.Path, request.Query["expires"].ToString(), request.Query["signature"].ToString(), now))
        {
            return Refuse(StatusCodes.Status403Forbidden, "AccessDenied");
        }

        var asset = request.Path.Value!.EndsWith(".jpg", StringComparison.Ordinal) ? Asset.Frame : Asset.Video;
        return asset.Answer();
    }

    private static IResult Refuse(int status, string code) =>
        Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code></Error>", "application/xml", statusCode: status);
}
