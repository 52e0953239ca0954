namespace VideoProxy.Configuration;

/// <summary>Collects the faults of one file. Reading continues after each fault, so that all are reported at once.</summary>
internal sealed class FileFaults(string file)
{
    private readonly List<ConfigFault> _all = [];

    public IReadOnlyList<ConfigFault> All => _all;

    public void Add(int line, string path, string message)
    {
        // A member that is read in two places is reported once.
        var fault = new ConfigFault(file, line, path, message);
        if (!_all.Contains(fault)) _all.Add(fault);
    }

    public void Add(LocatedNode node, string message)
    {
        // The value of an unset variable is unknown, so it cannot be judged.
        if (node.Missing.Count == 0) Add(node.Line, node.Path, message);
    }
}

/// <summary>One fault in a configuration file.</summary>
internal sealed record ConfigFault(string File, int Line, string Path, string Message)
{
    public override string ToString() => $"{File}:{Line} {Path}: {Message}";
}
