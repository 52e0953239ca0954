using System.Security.Cryptography;

namespace VideoProxy.Sandbox.Tasks;

/// <summary>Starts tasks at the current time. A task takes the sandbox's usual duration, or the duration that its prompt asks for.</summary>
internal sealed class TaskStarter(TimeProvider time, TimeSpan? duration)
{
    // A task spends 2/7 of the duration in the queue: 1 s of the default 3.5 s.
    private readonly TimeSpan _queued = (duration ?? TimeSpan.FromSeconds(3.5)) * 2 / 7;
    private readonly TimeSpan _running = (duration ?? TimeSpan.FromSeconds(3.5)) * 5 / 7;

    public DateTimeOffset Now => time.GetUtcNow();

    public SandboxTask Start(string prefix, PromptScript script, IReadOnlyList<string> facts)
    {
        var nonce = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
        return TaskCode.Issue(prefix, new SandboxTask(Now, _queued, script.Running ?? _running, script.Outcome, nonce, facts) { Id = "" });
    }
}
