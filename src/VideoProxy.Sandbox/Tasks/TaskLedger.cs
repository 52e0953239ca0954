using System.Collections.Concurrent;

namespace VideoProxy.Sandbox.Tasks;

/// <summary>
/// A record of what an id cannot encode: the recent tasks, and which tasks were canceled or deleted. The record is lost when the
/// process ends.
/// </summary>
internal sealed class TaskLedger
{
    private const int Kept = 10_000;

    private readonly ConcurrentQueue<SandboxTask> _recent = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _canceled = new();
    private readonly ConcurrentDictionary<string, bool> _deleted = new();

    /// <summary>The tasks that are not deleted, newest first.</summary>
    public IEnumerable<SandboxTask> Recent => _recent.Reverse().Where(task => !IsDeleted(task.Id));

    public void Add(SandboxTask task)
    {
        _recent.Enqueue(task);
        while (_recent.Count > Kept && _recent.TryDequeue(out _))
        {
        }
    }

    public void Cancel(string id, DateTimeOffset now) => _canceled.TryAdd(id, now);

    public DateTimeOffset? CanceledAt(string id) => _canceled.TryGetValue(id, out var at) ? at : null;

    public void Delete(string id) => _deleted.TryAdd(id, true);

    public bool IsDeleted(string id) => _deleted.ContainsKey(id);
}
