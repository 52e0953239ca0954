using System.Text.Json.Nodes;
using VideoProxy.ProviderTests.Support;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>
/// One WireMock mapping of a plugin. Its <c>metadata</c> names the <c>state</c> it stands for, the canonical <c>input</c> to
/// send and the <c>report</c> that must come out.
/// </summary>
internal sealed record StateMapping(string Source, string State, CanonicalInput Input, JsonObject Report, JsonObject Stub)
{
    private static readonly string[] PathKeys = ["url", "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate"];

    public static StateMapping ReadFile(string plugin, string file)
    {
        var stub = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var metadata = stub["metadata"]!.AsObject();

        // Below the plugin's own path, so that providers with the same paths do not answer for each other.
        var request = stub["request"]!.AsObject();
        var key = PathKeys.Single(request.ContainsKey);
        request[key] = $"/{plugin}{request[key]}";

        return new StateMapping(
            file, metadata["state"]!.GetValue<string>(), CanonicalInput.Read(metadata["input"]!.AsObject()), metadata["report"]!.AsObject(), stub);
    }
}
