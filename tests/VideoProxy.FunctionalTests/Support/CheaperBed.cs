using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A bed with a second provider, <c>cheap</c>, that offers the same model as the shipped one for less.</summary>
internal sealed class CheaperBed : IAsyncDisposable
{
    public const string Model = "seedance-2-0";

    private CheaperBed(UpstreamDouble cheap) => Cheap = cheap;

    public UpstreamDouble Cheap { get; }
    public TestBed Bed { get; private set; } = null!;

    public static async Task<CheaperBed> StartAsync(Action<JsonObject>? edit = null)
    {
        var cheaper = new CheaperBed(await UpstreamDouble.StartAsync());
        cheaper.Bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider("cheap", cheaper.File(edit).ToJsonString()));
        return cheaper;
    }

    /// <summary>Writes its file anew while the gateway runs; done once that is in force.</summary>
    public Task EditAsync(Action<JsonObject> edit)
    {
        Bed.Config.WriteProvider("cheap", File(edit).ToJsonString());
        return Until.TrueAsync(() => Task.FromResult(Bed.Gateway.Log.Split("Applied the configuration").Length > 2), "the edit in force");
    }

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        await Cheap.DisposeAsync();
    }

    private JsonObject File(Action<JsonObject>? edit)
    {
        var file = ConfigFolder.SecondProvider("cheap", Model, Cheap.BaseUrl);
        file["models"]![0]!["prices"] = new JsonObject { ["720p"] = 0.001, ["1080p"] = 0.002 };
        edit?.Invoke(file);
        return file;
    }
}
