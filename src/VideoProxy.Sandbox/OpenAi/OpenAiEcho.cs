namespace VideoProxy.Sandbox.OpenAi;

/// <summary>The values of a video object that do not fit into its id.</summary>
internal sealed record OpenAiEcho(string Prompt, string? RemixedFrom);
