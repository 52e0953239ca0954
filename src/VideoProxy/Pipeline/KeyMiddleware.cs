using VideoProxy.Accounts;
using VideoProxy.Content;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Storage;
using Yarp.ReverseProxy.Model;

namespace VideoProxy.Pipeline;

/// <summary>Checks the API key of every call before its body is read. A signed link replaces the key for downloads.</summary>
internal sealed class KeyMiddleware(RequestDelegate next, KeyRing keys, LinkSigner links, Database database)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!NeedsKey(context)) return next(context);
        // Signed links cannot be checked without the database, because it may store the signing secret.
        if (!database.IsOpen) return context.WriteErrorAsync(ApiErrors.DatabaseUnavailable());
        // A valid signed link is enough, whoever the caller is.
        var isSigned = IsSignedLink(context);
        if (keys.Find(context.Request) is { } caller) context.Features.Set(caller);
        else if (!isSigned) return context.WriteErrorAsync(context.Request.Query.ContainsKey("signature") ? ApiErrors.InvalidLink() : ApiErrors.InvalidKey());
        return next(context);
    }

    /// <summary>Returns whether the endpoint is VideoProxy's own. Unknown paths stay 404, and the operator's ReverseProxy routes are not guarded.</summary>
    private static bool NeedsKey(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        return endpoint?.Metadata.GetMetadata<NeedsKey>() is not null
            || RouteIds.IsOurs(endpoint?.Metadata.GetMetadata<RouteModel>()?.Config.RouteId);
    }

    private bool IsSignedLink(HttpContext context)
    {
        if (!RouteIds.IsContent(context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.RouteId)) return false;
        var signed = links.IsValid((string?)context.Request.RouteValues["id"] ?? "", context.Request.Query);
        if (signed) context.Features.Set(new SignedLink());
        return signed;
    }
}
