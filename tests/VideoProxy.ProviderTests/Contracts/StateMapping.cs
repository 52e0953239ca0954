using System.Text.Json.Nodes;
using VideoProxy.ProviderTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>
/// One WireMock mapping of a plugin. Its <c>metadata</c> names the <c>state</c> it stands for, the canonical <c>input</c> to
/// send and the <c>report</c> that must come out.
/// </summary>
internal sealed record StateMapping(string Name, string State, CanonicalInput Input, JsonObject Report, JsonObject Request, JsonObject Response)
{
    private static readonly string[] PathKeys = ["urlPath", "urlPathPattern"];

    public static StateMapping ReadFile(string plugin, string file)
    {
        var mapping = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var metadata = mapping["metadata"]!.AsObject();

        // Below the plugin's own path, so that providers with the same paths do not answer for each other.
        var request = mapping["request"]!.AsObject();
        var key = PathKeys.Single(request.ContainsKey);
        request[key] = $"/{plugin}{request[key]}";

        return new StateMapping(
            $"{plugin}/mappings/{Path.GetFileName(file)}", metadata["state"]!.GetValue<string>(), CanonicalInput.Read(metadata["input"]!.AsObject()),
            metadata["report"]!.AsObject(), request, mapping["response"]!.AsObject());
    }

    public void AddTo(StubServer server) => server.Add(Name, Request, Response);
}
