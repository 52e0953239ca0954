using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>The interactions that the service knows: all interactions that were started and not deleted.</summary>
internal sealed class GeminiInteractions(TaskStarter starter)
{
    private const string Prefix = "v1_";
    private readonly TaskLedger _ledger = new();

    public GeminiInteraction Add(string model, PromptScript script)
    {
        var task = starter.Start(Prefix, script, [model]);
        _ledger.Add(task);
        return View(task);
    }

    public GeminiInteraction? Find(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && !_ledger.IsDeleted(id) && TaskCode.Read(id, Prefix.Length, 1) is { } task ? View(task) : null;

    /// <summary>Cancels an unfinished interaction. A finished interaction stays unchanged.</summary>
    public void Cancel(GeminiInteraction interaction)
    {
        if (interaction.Status is "queued" or "in_progress")
        {
            _ledger.Cancel(interaction.Id, starter.Now);
        }
    }

    public void Delete(string id) => _ledger.Delete(id);

    private GeminiInteraction View(SandboxTask task) => new(task, _ledger.CanceledAt(task.Id), starter.Now);
}
