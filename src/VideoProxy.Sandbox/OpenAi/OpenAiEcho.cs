namespace VideoProxy.Sandbox.OpenAi;

/// <summary>What a video object repeats but an id has no room for.</summary>
internal sealed record OpenAiEcho(string Prompt, string? RemixedFrom);
