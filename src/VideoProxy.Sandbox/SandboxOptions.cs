namespace VideoProxy.Sandbox;

/// <summary>The options of the sandbox.</summary>
/// <param name="ApiPort">The port of the simulated APIs. 0 picks a free port. If the port is in use, the sandbox also picks a free one.</param>
/// <param name="FilesPort">
/// The port of the simulated object store. 0 picks a free port. If the port is in use, the sandbox also picks a free one.
/// </param>
/// <param name="Duration">The time that a generation takes, including the queue. The default is 3.5 seconds.</param>
public sealed record SandboxOptions(int ApiPort = 8091, int FilesPort = 8092, TimeSpan? Duration = null);
