namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>One sandbox for all tests of a class.</summary>
public sealed class SharedSandbox : IAsyncLifetime
{
    internal SandboxBed Bed { get; private set; } = null!;

    public async Task InitializeAsync() => Bed = await SandboxBed.StartAsync();

    public async Task DisposeAsync() => await Bed.DisposeAsync();
}
