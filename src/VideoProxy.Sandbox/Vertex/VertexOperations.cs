using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Vertex;

/// <summary>
/// The operations that were started. The name of an operation encodes its task. The path of a stored video contains the last part of
/// that name.
/// </summary>
internal sealed class VertexOperations(TaskStarter starter)
{
    private readonly TaskLedger _ledger = new();

    public IEnumerable<VertexObject> Stored => _ledger.Recent.Select(View).Select(operation => operation.Stored).OfType<VertexObject>();

    public VertexOperation Add(string parent, string? storageUri, PromptScript script)
    {
        var task = starter.Start("", script, VertexOperation.Facts(parent, storageUri));
        _ledger.Add(task);
        return View(task);
    }

    public VertexOperation? Find(string name) => FindById(name[(name.LastIndexOf('/') + 1)..]) is { } operation && operation.Name == name ? operation : null;

    public VertexObject? FindObject(string bucket, string name) =>
        name.Split('/') is [.., var id, _] && FindById(id)?.Stored is { } stored && stored.Bucket == bucket && stored.Name == name ? stored : null;

    private VertexOperation? FindById(string id) => TaskCode.Read(id, 0, VertexOperation.FactCount) is { } task ? View(task) : null;

    private VertexOperation View(SandboxTask task) => new(task, starter.Now);
}
