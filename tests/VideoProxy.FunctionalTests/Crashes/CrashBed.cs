using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>One bed for the crash points of a class: its gateways follow each other at one address.</summary>
public abstract class CrashBed : IAsyncLifetime
{
    internal TestBed Bed { get; private set; } = null!;

    /// <summary>The submit's deadline is long, so that one held by its double ends with the gateway and not before.</summary>
    public async Task InitializeAsync() => Bed = await TestBed.StartOnAsync(
        await ConnectionStringAsync(), bed => bed.Urls = Ports.FreeUrl(), ("VideoProxy__Tracker__SubmitTimeout", "00:00:20"));

    public async Task DisposeAsync() => await Bed.DisposeAsync();

    protected abstract Task<string?> ConnectionStringAsync();
}
