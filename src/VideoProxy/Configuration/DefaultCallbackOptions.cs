namespace VideoProxy.Configuration;

/// <summary>What stands in where a dialect's clients name no receiver or secret of their own: OpenRouter's.</summary>
internal sealed record DefaultCallbackOptions
{
    public Uri? Url { get; init; }

    /// <summary>Null: nothing is signed.</summary>
    public string? Secret { get; init; }
}
