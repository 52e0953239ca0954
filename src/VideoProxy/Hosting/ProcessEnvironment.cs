using VideoProxy.Sandbox;

namespace VideoProxy.Hosting;

/// <summary>The environment as the configuration sees it: in the sandbox, the simulators' addresses and keys come first.</summary>
internal sealed class ProcessEnvironment(SandboxHost? sandbox)
{
    public bool IsSandbox => sandbox is not null;

    public string? Find(string name) =>
        sandbox is not null && sandbox.Environment.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);
}
