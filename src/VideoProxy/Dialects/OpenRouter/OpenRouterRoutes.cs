namespace VideoProxy.Dialects.OpenRouter;

/// <summary>The paths of the openrouter dialect.</summary>
internal static class OpenRouterRoutes
{
    public const string Dialect = "openrouter";
    public const string Prefix = "/api/v1";
    public const string Videos = "/api/v1/videos";
    public const string Video = "/api/v1/videos/{id}";
    public const string Content = "/api/v1/videos/{id}/content";
    public const string Models = "/api/v1/videos/models";
}
