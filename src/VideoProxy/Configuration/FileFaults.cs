namespace VideoProxy.Configuration;

/// <summary>Collects the faults of one file: reading goes on after each, so that all are told at once.</summary>
internal sealed class FileFaults(string file)
{
    private readonly List<ConfigFault> _all = [];

    public IReadOnlyList<ConfigFault> All => _all;

    public void Add(int line, string path, string message) => _all.Add(new ConfigFault(file, line, path, message));

    public void Add(LocatedNode node, string message) => Add(node.Line, node.Path, message);
}
