namespace VideoProxy.Dialects.OpenAi;

/// <summary>Detects OpenAI's SDKs by the headers that they send.</summary>
internal static class OpenAiSdk
{
    /// <summary>Returns the view of jobs for this caller, used by create, retrieve and list.</summary>
    public static JobView ViewFor(HttpRequest request) =>
        request.Headers.ContainsKey("X-Stainless-Lang") ? JobView.SdkStatuses : JobView.Plain;
}
