namespace VideoProxy.Network;

/// <summary>Whether a foreign URL may be used; <see cref="Refusal"/> names the rule it breaks.</summary>
internal sealed record UrlVerdict(Uri? Url, string? Refusal);
