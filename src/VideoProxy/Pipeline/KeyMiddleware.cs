using VideoProxy.Accounts;
using VideoProxy.Content;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Storage;
using Yarp.ReverseProxy.Model;

namespace VideoProxy.Pipeline;

/// <summary>Checks the key of every call of a dialect before its body is read. A signed link stands in for the key on content.</summary>
internal sealed class KeyMiddleware(RequestDelegate next, KeyRing keys, LinkSigner links, Database database)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!NeedsKey(context)) return next(context);
        // The secret that signs links may lie in it.
        if (!database.IsOpen) return context.WriteErrorAsync(ApiErrors.DatabaseUnavailable());
        if (keys.Find(context.Request) is { } caller) context.Features.Set(caller);
        else if (!IsSignedLink(context)) return context.WriteErrorAsync(context.Request.Query.ContainsKey("signature") ? ApiErrors.InvalidLink() : ApiErrors.InvalidKey());
        return next(context);
    }

    /// <summary>Only our own endpoints: an unknown path stays 404, a foreign ReverseProxy route is not ours to guard.</summary>
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
