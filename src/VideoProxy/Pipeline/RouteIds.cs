namespace VideoProxy.Pipeline;

/// <summary>Ids of the routes of a dialect that YARP serves.</summary>
internal static class RouteIds
{
    private const string Prefix = "videoproxy/";

    public static string Create(string dialect, string call) => $"{Prefix}{dialect}/{call}/create";

    public static string Content(string dialect) => $"{Prefix}{dialect}/content";

    public static bool IsCreate(string? id) => IsOurs(id) && id!.EndsWith("/create", StringComparison.Ordinal);

    public static bool IsContent(string? id) => IsOurs(id) && id!.EndsWith("/content", StringComparison.Ordinal);

    /// <summary>A route of a ReverseProxy section is not ours.</summary>
    public static bool IsOurs(string? id) => id is not null && id.StartsWith(Prefix, StringComparison.Ordinal);
}
