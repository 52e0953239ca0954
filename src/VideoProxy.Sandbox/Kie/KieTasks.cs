using System.Collections.Concurrent;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Kie;

/// <summary>Videos, made at 720p, and their upgrades to 4k, which are tasks of their own.</summary>
internal sealed class KieTasks(TaskStarter starter)
{
    private const string VideoPrefix = "veo_task_";
    private const string UpgradePrefix = "veo_4k_";
    private const int Kept = 10_000;

    // Forgotten with the process: then an upgrade begins anew.
    private readonly ConcurrentDictionary<string, SandboxTask> _upgrades = new();

    public DateTimeOffset Now => starter.Now;

    public SandboxTask Start(PromptScript script) => starter.Start(VideoPrefix, script, []);

    public static bool IsUpgrade(SandboxTask task) => task.Id.StartsWith(UpgradePrefix, StringComparison.Ordinal);

    public static SandboxTask? FindVideo(string id) => Find(id, VideoPrefix);

    public static SandboxTask? FindAny(string id) => FindVideo(id) ?? Find(id, UpgradePrefix);

    /// <summary>The 1080p version is made by itself, a while after the video.</summary>
    public bool HasFullHd(SandboxTask video) => Now >= video.Finished + video.Queued;

    public SandboxTask? FindUpgrade(string videoId) => _upgrades.GetValueOrDefault(videoId);

    public SandboxTask StartUpgrade(string videoId)
    {
        if (_upgrades.Count >= Kept)
        {
            _upgrades.Clear();
        }

        return _upgrades.GetOrAdd(videoId, _ => starter.Start(UpgradePrefix, PromptScript.Read(""), []));
    }

    private static SandboxTask? Find(string id, string prefix) =>
        id.StartsWith(prefix, StringComparison.Ordinal) ? TaskCode.Read(id, prefix.Length, 0) : null;
}
