using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A gateway whose Vertex AI is a double, reached with a service account.</summary>
internal sealed class VertexBed : IAsyncDisposable
{
    private VertexBed(VertexDouble vertex, TestBed bed) => (Vertex, Bed) = (vertex, bed);

    public VertexDouble Vertex { get; }
    public TestBed Bed { get; }
    public GatewayProcess Gateway => Bed.Gateway;

    public static async Task<VertexBed> StartAsync(int blocks, string archive = "off")
    {
        var vertex = await VertexDouble.StartAsync(blocks);
        var folder = new TempFolder();
        var key = folder.Join("key.json");
        await File.WriteAllTextAsync(key, vertex.KeyFile());
        var bed = await TestBed.StartAsync(
            null, ("VERTEX_BASE_URL", vertex.BaseUrl), ("GOOGLE_CLOUD_PROJECT", "my-project"), ("GOOGLE_APPLICATION_CREDENTIALS", key),
            ("VideoProxy__Content__Archive", archive));
        folder.Dispose();
        return new VertexBed(vertex, bed);
    }

    public static JsonObject Body(int seconds = 8)
    {
        var body = GatewayCalls.Body(Prompts.New(), model: "veo-3.1-generate-preview");
        body["seconds"] = seconds;
        return body;
    }

    public async Task<string> CompletedIdAsync()
    {
        var id = await Gateway.CreateIdAsync(Body());
        await Gateway.CompletedAsync(id);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        await Vertex.DisposeAsync();
    }
}
