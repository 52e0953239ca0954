using System.Text.Json.Nodes;
using WireMock;
using WireMock.Matchers;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;

namespace VideoProxy.Testing;

/// <summary>
/// Reads the <c>request</c> of a WireMock mapping into WireMock.Net's matchers. WireMock.Net has a reader of its own, which
/// drops what it does not know (multipartPatterns, absent, contains), so that a mapping accepts more calls than it says.
/// This reader refuses what it does not know.
/// </summary>
internal static class StubRequest
{
    private static IRequestBuilder Call => Request.Create();

    public static List<StubCondition> Read(JsonObject request) => [.. request.SelectMany(member => Read(member.Key, member.Value!))];

    private static IEnumerable<StubCondition> Read(string name, JsonNode value) => name switch
    {
        "method" => [Condition("method", value, Call.UsingMethod((string)value!), call => call.Method)],
        "urlPath" => [Condition("path", value, Call.WithPath(new ExactMatcher((string)value!)), call => call.Path)],
        "urlPathPattern" => [Condition("path", value, Call.WithPath(WholeText((string)value!)), call => call.Path)],
        "headers" => value.AsObject().Select(header => Header(header.Key, header.Value!.AsObject())),
        "queryParameters" => value.AsObject().Select(parameter => Parameter(parameter.Key, parameter.Value!.AsObject())),
        "bodyPatterns" => [StubBody.Read(value.AsArray().Single()!.AsObject())],
        "multipartPatterns" => [StubForm.Read(value.AsArray())],
        _ => throw Unknown(name),
    };

    /// <summary>Reads <c>{"equalTo": text}</c> or <c>{"matches": regular expression for the whole text}</c>.</summary>
    public static IStringMatcher Text(JsonObject pattern)
    {
        var (kind, value) = pattern.Single();
        return kind switch
        {
            "equalTo" => new ExactMatcher((string)value!),
            "matches" => WholeText((string)value!),
            _ => throw Unknown(kind),
        };
    }

    public static FormatException Unknown(string name) => new($"The tests do not support '{name}' in the request of a mapping.");

    private static RegexMatcher WholeText(string expression) => new($"^(?:{expression})$");

    private static StubCondition Header(string name, JsonObject pattern) => Condition(
        $"header {name}", pattern,
        pattern.ContainsKey("absent")
            ? Call.WithHeader(name, true, MatchBehaviour.RejectOnMatch, MatchOperator.Or, new WildcardMatcher(MatchBehaviour.RejectOnMatch, "*"))
            : Call.WithHeader(name, true, Text(pattern)),
        call => call.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString());

    private static StubCondition Parameter(string name, JsonObject pattern) => Condition(
        $"query parameter {name}", pattern, Call.WithParam(name, Text(pattern)), call => call.Query?.TryGetValue(name, out var values) == true ? values.ToString() : null);

    private static StubCondition Condition(string what, JsonNode expected, IRequestMatcher matcher, Func<IRequestMessage, string?> actual)
    {
        var written = JsonDifference.Print(expected, indented: false);
        return new(matcher, call => [$"{what}: expected {written}, was {actual(call) ?? "absent"}"]);
    }
}
