using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Ark;

/// <summary>The tasks that the service knows: those created in the last seven days and not deleted.</summary>
internal sealed class ArkTasks(TaskStarter starter)
{
    private static readonly int PrefixLength = Prefix(DateTimeOffset.UnixEpoch).Length;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly TaskLedger _ledger = new();

    public IEnumerable<ArkTask> Recent => _ledger.Recent.Where(IsKept).Select(View);

    public ArkTask Add(ArkOrder order, PromptScript script)
    {
        var task = starter.Start(Prefix(starter.Now), script, order.Facts);
        _ledger.Add(task);
        return View(task);
    }

    public ArkTask? Find(string id) =>
        TaskCode.Read(id, PrefixLength, ArkOrder.FactCount) is { } task && IsKept(task) && !_ledger.IsDeleted(id) ? View(task) : null;

    /// <summary>Cancels a queued task, or deletes a finished one.</summary>
    public void Delete(ArkTask task)
    {
        if (task.Status == "queued")
        {
            _ledger.Cancel(task.Id, starter.Now);
        }
        else
        {
            _ledger.Delete(task.Id);
        }
    }

    private static string Prefix(DateTimeOffset created) => $"cgt-{created:yyyyMMddHHmmss}-";

    private bool IsKept(SandboxTask task) => starter.Now - task.Created < Kept;

    private ArkTask View(SandboxTask task) => new(task, _ledger.CanceledAt(task.Id), starter.Now);
}
