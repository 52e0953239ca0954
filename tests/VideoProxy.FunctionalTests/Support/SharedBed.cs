namespace VideoProxy.FunctionalTests.Support;

/// <summary>One bed for all tests of a class that do not disturb each other.</summary>
public sealed class SharedBed : IAsyncLifetime
{
    internal TestBed Bed { get; private set; } = null!;

    public async Task InitializeAsync() => Bed = await TestBed.StartAsync();

    public async Task DisposeAsync() => await Bed.DisposeAsync();
}
