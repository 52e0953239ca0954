namespace VideoProxy.Cli;

/// <summary>The command line of <c>check</c>.</summary>
/// <param name="DryRun">A file with a create of the openai dialect whose native call is to be shown.</param>
/// <param name="Provider">Whose call; null: the one that would be asked first.</param>
/// <param name="Probe">Whether each provider's address and key are tried out.</param>
internal sealed record CheckOptions(string ConfigFolder, bool Sandbox, bool Json, bool Explain, string? DryRun, string? Provider, bool Probe);
