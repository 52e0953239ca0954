using System.Collections.Concurrent;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Kie;

/// <summary>The tasks of the service: videos at 720p, and their upgrades to 4k. An upgrade is a separate task.</summary>
internal sealed class KieTasks(TaskStarter starter)
{
    private const string VideoPrefix = "veo_task_";
    private const string UpgradePrefix = "veo_4k_";
    private const int Kept = 10_000;

    // This list is lost when the process ends. A 4k request after a restart starts a new upgrade.
    private readonly ConcurrentDictionary<string, SandboxTask> _upgrades = new();

    public DateTimeOffset Now => starter.Now;

    public SandboxTask Start(PromptScript script) => starter.Start(VideoPrefix, script, []);

    public static bool IsUpgrade(SandboxTask task) => task.Id.StartsWith(UpgradePrefix, StringComparison.Ordinal);

    public static SandboxTask? FindVideo(string id) => Find(id, VideoPrefix);

    public static SandboxTask? FindAny(string id) => FindVideo(id) ?? Find(id, UpgradePrefix);

    /// <summary>
    /// Returns whether the 1080p version is ready. The service makes the 1080p version without a request, some time after the 720p
    /// video.
    /// </summary>
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
