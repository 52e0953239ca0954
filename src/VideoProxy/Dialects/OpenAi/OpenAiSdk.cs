namespace VideoProxy.Dialects.OpenAi;

/// <summary>Callers that announce themselves as one of OpenAI's SDKs.</summary>
internal static class OpenAiSdk
{
    /// <summary>How a create, a retrieve and a list show jobs to this caller.</summary>
    public static JobView ViewFor(HttpRequest request) =>
        request.Headers.ContainsKey("X-Stainless-Lang") ? JobView.SdkStatuses : JobView.Plain;
}
