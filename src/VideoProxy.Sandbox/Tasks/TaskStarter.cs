using System.Security.Cryptography;

namespace VideoProxy.Sandbox.Tasks;

/// <summary>Starts tasks now, with the sandbox's pace or the one that the prompt asks for.</summary>
internal sealed class TaskStarter(TimeProvider time, TimeSpan? duration)
{
    // Of the usual 3.5 s, 1 s is spent in the queue.
    private readonly TimeSpan _queued = (duration ?? TimeSpan.FromSeconds(3.5)) * 2 / 7;
    private readonly TimeSpan _running = (duration ?? TimeSpan.FromSeconds(3.5)) * 5 / 7;

    public DateTimeOffset Now => time.GetUtcNow();

    public SandboxTask Start(string prefix, PromptScript script, IReadOnlyList<string> facts)
    {
        var nonce = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
        return TaskCode.Issue(prefix, new SandboxTask(Now, _queued, script.Running ?? _running, script.Outcome, nonce, facts) { Id = "" });
    }
}
