using Microsoft.AspNetCore.Routing.Patterns;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Pipeline;

/// <summary>Finds the path that a client may have meant, such as <c>/v1/videos</c> for <c>/videos</c>, <c>/v1//videos</c> and <c>/v1/v1/videos</c>.</summary>
internal static class PathHints
{
    private const int MaxLength = 200;
    private const int MaxSegments = 8;
    private const int Never = 100;

    /// <summary>Returns a question with the template of the nearest endpoint that has the request's method, or an empty text if none is near.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The number of segments that may be wrong.</param>
    public static string Question(HttpContext context, int most) => Find(context, most) is { } hint ? $" Did you mean {hint}?" : "";

    private static string? Find(HttpContext context, int most)
    {
        var path = context.Request.Path.Value ?? "";
        var asked = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length > MaxLength || asked.Length is 0 or > MaxSegments) return null;
        return context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => IsPublic(context, endpoint))
            .Select(endpoint => (Text: TextOf(endpoint.RoutePattern), Distance: Distance(asked, endpoint.RoutePattern.PathSegments)))
            .Where(near => near.Distance <= most)
            .OrderBy(near => near.Distance).ThenBy(near => near.Text.Length).ThenBy(near => near.Text, StringComparer.Ordinal)
            .Select(near => near.Text).FirstOrDefault();
    }

    private static bool IsPublic(HttpContext context, RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        return methods?.Contains(method) == true && !ForeignRoutes.IsForeign(endpoint) && endpoint.RoutePattern.RawText != NotifyTokens.Path;
    }

    private static string TextOf(RoutePattern pattern) => pattern.RawText!.Replace("**", "", StringComparison.Ordinal);

    /// <summary>Counts the segments that must be removed, added or corrected. The last word of the endpoint must be there.</summary>
    private static int Distance(string[] asked, IReadOnlyList<RoutePatternPathSegment> pattern)
    {
        var last = pattern.Count - 1;
        while (last > 0 && LiteralOf(pattern[last]) is null) last--;
        var row = Enumerable.Range(0, asked.Length + 1).ToArray();
        for (var i = 0; i < pattern.Count; i++)
        {
            var literal = LiteralOf(pattern[i]);
            var added = i == last ? Never : 1;
            var diagonal = row[0];
            row[0] += added;
            for (var j = 1; j <= asked.Length; j++)
            {
                var corrected = diagonal + Correction(asked[j - 1], literal);
                diagonal = row[j];
                row[j] = Math.Min(corrected, Math.Min(row[j] + added, row[j - 1] + 1));
            }
        }

        return row[^1];
    }

    private static int Correction(string asked, string? literal)
    {
        if (literal is null || literal.Equals(asked, StringComparison.OrdinalIgnoreCase)) return 0;
        return NearNames.Of(asked, [literal], leastEdits: 1).Count > 0 ? 1 : Never;
    }

    private static string? LiteralOf(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null;
}
