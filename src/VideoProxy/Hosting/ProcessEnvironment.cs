using VideoProxy.Sandbox;

namespace VideoProxy.Hosting;

/// <summary>The environment variables as the configuration sees them. In the sandbox, the simulators' addresses and keys take precedence.</summary>
internal sealed class ProcessEnvironment(SandboxHost? sandbox)
{
    public bool IsSandbox => sandbox is not null;

    public string? Find(string name) =>
        sandbox is not null && sandbox.Environment.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);
}
