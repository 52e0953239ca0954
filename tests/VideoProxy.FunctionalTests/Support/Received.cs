using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>One request as it arrived: its raw body and headers.</summary>
internal sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new JsonException("The body is null.");
}
