namespace VideoProxy.Configuration;

/// <summary>One thing wrong in a configuration file.</summary>
internal sealed record ConfigFault(string File, int Line, string Path, string Message)
{
    public override string ToString() => $"{File}:{Line} {Path}: {Message}";
}
