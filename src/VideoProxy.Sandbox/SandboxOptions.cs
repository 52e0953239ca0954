namespace VideoProxy.Sandbox;

/// <summary>Where the simulators listen (0, or a port that is taken, means any free one) and how long a generation takes.</summary>
public sealed record SandboxOptions(int ApiPort = 8091, int FilesPort = 8092, TimeSpan? Duration = null);
