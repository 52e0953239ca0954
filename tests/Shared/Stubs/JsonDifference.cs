using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Testing;

/// <summary>Compares JSON by structure. The order of members and the white space do not matter, everything else does.</summary>
internal static class JsonDifference
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(JsonNode? node, bool indented = true) => node?.ToJsonString(indented ? Readable : OneLine) ?? "null";

    /// <summary>Returns one line for each difference, as <c>/pointer: expected …, was …</c>.</summary>
    public static IEnumerable<string> Between(JsonNode? expected, JsonNode? actual, string pointer = "")
    {
        if (expected is JsonObject expectedObject && actual is JsonObject actualObject)
        {
            return expectedObject.Select(member => member.Key).Union(actualObject.Select(member => member.Key)).SelectMany(name =>
                !actualObject.ContainsKey(name) ? [$"{pointer}/{name}: missing, expected {Print(expectedObject[name])}"]
                : !expectedObject.ContainsKey(name) ? [$"{pointer}/{name}: not expected, was {Print(actualObject[name])}"]
                : Between(expectedObject[name], actualObject[name], $"{pointer}/{name}"));
        }

        if (expected is JsonArray expectedArray && actual is JsonArray actualArray && expectedArray.Count == actualArray.Count)
            return expectedArray.SelectMany((item, index) => Between(item, actualArray[index], $"{pointer}/{index}"));

        return JsonNode.DeepEquals(expected, actual) ? [] : [$"{pointer}: expected {Print(expected)}, was {Print(actual)}"];
    }
}
