namespace VideoProxy.Sandbox.Tasks;

/// <summary>The tasks of one simple service. A task is found by its id even after a restart. A cancel takes effect at most once.</summary>
internal sealed class TaskBook(TaskStarter starter, string prefix, int facts)
{
    private readonly TaskLedger _ledger = new();

    public DateTimeOffset Now => starter.Now;

    public SandboxTask Add(PromptScript script, params string[] written) => starter.Start(prefix, script, written);

    public SandboxTask? Find(string id) =>
        id.StartsWith(prefix, StringComparison.Ordinal) && TaskCode.Read(id, prefix.Length, facts) is { } task && !_ledger.IsDeleted(id) ? task : null;

    public Phase PhaseOf(SandboxTask task) => task.At(_ledger.CanceledAt(task.Id) ?? starter.Now);

    public void Cancel(SandboxTask task) => _ledger.Cancel(task.Id, starter.Now);

    public bool IsCanceled(SandboxTask task) => _ledger.CanceledAt(task.Id) is not null;

    public void Delete(SandboxTask task) => _ledger.Delete(task.Id);
}
