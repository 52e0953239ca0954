using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

/// <summary>A gateway that also serves callers without a key: they are another organisation than the key's.</summary>
public sealed class OpenBed : IAsyncLifetime
{
    internal TestBed Bed { get; private set; } = null!;

    /// <summary>The caller without a key.</summary>
    internal HttpClient Stranger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Bed = await TestBed.StartAsync(null, ("VideoProxy__Accounts__Mode", "Open"));
        Stranger = new HttpClient { BaseAddress = Bed.Gateway.Client.BaseAddress, Timeout = Until.Patience };
    }

    public async Task DisposeAsync()
    {
        Stranger.Dispose();
        await Bed.DisposeAsync();
    }
}
