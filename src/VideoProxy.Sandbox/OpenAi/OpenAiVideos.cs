using System.Collections.Concurrent;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>The videos that the service knows. The prompts and remix sources of these videos are lost when the process ends.</summary>
internal sealed class OpenAiVideos(TaskStarter starter)
{
    private const string Prefix = "video_";
    private const int EchoesKept = 10_000;

    private readonly TaskLedger _ledger = new();
    private readonly ConcurrentDictionary<string, OpenAiEcho> _echoes = new();

    public IEnumerable<OpenAiVideo> Recent => _ledger.Recent.Select(View);

    public OpenAiVideo Add(OpenAiOrder order, string prompt, PromptScript script)
    {
        var task = starter.Start(Prefix, script, order.Facts);
        if (_echoes.Count >= EchoesKept)
        {
            _echoes.Clear();
        }

        _echoes[task.Id] = new OpenAiEcho(prompt, order.RemixedFrom);
        _ledger.Add(task);
        return View(task);
    }

    public OpenAiVideo? Find(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && !_ledger.IsDeleted(id)
        && TaskCode.Read(id, Prefix.Length, OpenAiOrder.FactCount) is { } task ? View(task) : null;

    public void Delete(string id) => _ledger.Delete(id);

    private OpenAiVideo View(SandboxTask task) => new(task, _echoes.GetValueOrDefault(task.Id), starter.Now);
}
