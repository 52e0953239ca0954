namespace VideoProxy.Cli;

/// <summary>The command line of <c>serve</c>.</summary>
internal sealed record ServeOptions(string ConfigFolder, string Urls, bool Sandbox);
