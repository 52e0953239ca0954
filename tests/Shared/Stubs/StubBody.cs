using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;

namespace VideoProxy.Testing;

/// <summary>Reads a pattern of <c>bodyPatterns</c>. A body is compared as a whole, so that a field that nobody documented does not pass.</summary>
internal static class StubBody
{
    public static StubCondition Read(JsonObject pattern) => pattern.Single() switch
    {
        ("equalToJson", var json) => new(Request.Create().WithBody(new Matcher(json!.ToJsonString())), call => Differences(json, call)),
        _ => new(Request.Create().WithBody(StubRequest.Text(pattern)), call => [$"body: expected {pattern.ToJsonString()}, was {call.Body ?? "absent"}"]),
    };

    private static IEnumerable<string> Differences(JsonNode expected, IRequestMessage call)
    {
        try
        {
            return JsonDifference.Between(expected, call.Body is { } body ? JsonNode.Parse(body) : null, "body ");
        }
        catch (JsonException)
        {
            return [$"body: expected JSON, was {call.Body}"];
        }
    }

    /// <summary>Takes any text where WireMock's placeholder for one stands.</summary>
    private sealed class Matcher(string json) : JsonMatcher(json)
    {
        private const string AnyText = "${json-unit.any-string}";

        protected override bool IsMatch(JToken value, JToken? input) => (value, input) switch
        {
            // The base class throws for a member that is missing, which is slow.
            (JObject expected, JObject actual) => expected.Count == actual.Count
                && expected.Properties().All(member => actual.TryGetValue(member.Name, StringComparison.Ordinal, out var other) && IsMatch(member.Value, other)),
            (JValue { Value: AnyText }, { Type: JTokenType.String }) => true,
            _ => base.IsMatch(value, input),
        };
    }
}
