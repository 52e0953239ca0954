namespace VideoProxy.Dialects.OpenAi;

/// <summary>The paths of the openai dialect.</summary>
internal static class OpenAiRoutes
{
    public const string Dialect = "openai";
    public const string Prefix = "/v1";
    public const string Videos = "/v1/videos";
    public const string Video = "/v1/videos/{id}";
    public const string Events = "/v1/videos/{id}/events";
    public const string Cancel = "/v1/videos/{id}/cancel";
    public const string Callbacks = "/v1/videos/{id}/callbacks";
    public const string Redeliver = "/v1/videos/{id}/callbacks/{callback_id}/redeliver";
    public const string TestCallback = "/v1/videos/callbacks/test";
    public const string RedeliverFailed = "/v1/videos/callbacks/redeliver";
    public const string Content = "/v1/videos/{id}/content";

    public const string Estimate = "/v1/videos/estimate";
    public const string Models = "/v1/models";

    /// <summary>A catch-all parameter, because model ids contain slashes.</summary>
    public const string Model = "/v1/models/{**id}";

    /// <summary>The calls that derive a new video from an existing one. Only some providers support them.</summary>
    public const string Remix = "/v1/videos/{id}/remix";
    public const string Edits = "/v1/videos/edits";
    public const string Extensions = "/v1/videos/extensions";
    public const string Characters = "/v1/videos/characters";
    public const string Character = "/v1/videos/characters/{id}";
}
