using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoProxy.Sandbox.Vertex;

/// <summary>A video in Cloud Storage.</summary>
internal sealed record VertexObject(string Bucket, string Name, DateTimeOffset Created)
{
    public JsonObject ToJson() => new()
    {
        ["kind"] = "storage#object",
        ["bucket"] = Bucket,
        ["name"] = Name,
        ["contentType"] = "video/mp4",
        ["timeCreated"] = Created.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
    };
}
