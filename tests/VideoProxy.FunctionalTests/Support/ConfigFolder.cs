using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A copy of the repository's configuration that a test may edit.</summary>
internal sealed class ConfigFolder
{
    public ConfigFolder(TempFolder temp) => Path = temp.CopyIn(Repository.ConfigFolder, "config");

    public string Path { get; }

    /// <summary>The shipped ByteDance file as another provider with one model.</summary>
    public static JsonObject SecondProvider(string id, string model, string address)
    {
        var file = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Repository.ConfigFolder, "providers", "bytedance.json")))!.AsObject();
        file["id"] = id;
        file["destinations"] = new JsonObject { ["main"] = new JsonObject { ["address"] = address } };
        var first = file["models"]!.AsArray().First(m => (string?)m!["id"] == "seedance-2-0")!.DeepClone();
        first["id"] = model;
        first["aliases"] = new JsonArray();
        file["models"] = new JsonArray(first);
        return file;
    }

    public void WriteProvider(string id, string text) => WriteWhole(System.IO.Path.Combine(Path, "providers", id + ".json"), text);

    public void RemoveProvider(string id) => File.Delete(System.IO.Path.Combine(Path, "providers", id + ".json"));

    public void WriteGateway(Action<JsonObject> edit)
    {
        var file = System.IO.Path.Combine(Path, "gateway.json");
        var settings = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
        edit(settings);
        WriteWhole(file, settings.ToJsonString());
    }

    /// <summary>As editors do it: a reader sees the old file or the new one.</summary>
    private static void WriteWhole(string file, string text)
    {
        File.WriteAllText(file + ".tmp", text);
        File.Move(file + ".tmp", file, overwrite: true);
    }
}
