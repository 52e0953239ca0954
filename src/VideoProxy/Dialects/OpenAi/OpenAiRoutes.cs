namespace VideoProxy.Dialects.OpenAi;

/// <summary>The paths of the openai dialect.</summary>
internal static class OpenAiRoutes
{
    public const string Dialect = "openai";
    public const string Prefix = "/v1";
    public const string Videos = "/v1/videos";
    public const string Video = "/v1/videos/{id}";
    public const string Cancel = "/v1/videos/{id}/cancel";
    public const string Callbacks = "/v1/videos/{id}/callbacks";
    public const string Redeliver = "/v1/videos/{id}/callbacks/{callback_id}/redeliver";
    public const string Content = "/v1/videos/{id}/content";
}
