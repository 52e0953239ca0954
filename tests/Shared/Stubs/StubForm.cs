using System.Text.Json.Nodes;
using WireMock.Matchers;
using WireMock.RequestBuilders;

namespace VideoProxy.Testing;

/// <summary>Reads <c>multipartPatterns</c>: the parts that a form must have.</summary>
internal static class StubForm
{
    public static StubCondition Read(JsonArray parts)
    {
        var matchers = parts.Select(part => (Matcher: Part(part!.AsObject()), Written: JsonDifference.Print(part, indented: false))).ToList();
        return new(
            Request.Create().WithMultiPart([.. matchers.Select(part => part.Matcher)], matchOperator: MatchOperator.And),
            call => matchers.Where(part => !new StubCondition(Request.Create().WithMultiPart(part.Matcher), _ => []).IsMetBy(call)).Select(part => $"form: no part is {part.Written}"));
    }

    private static IMatcher Part(JsonObject pattern)
    {
        IStringMatcher? type = null, disposition = null;
        IMatcher? content = null;
        foreach (var (name, value) in pattern)
        {
            if (name == "headers") (disposition, type) = Headers(value!.AsObject());
            else if (name == "bodyPatterns") content = Content(value!.AsArray().Single()!.AsObject());
            else if (name != "matchingType" || (string?)value != "ANY") throw StubRequest.Unknown(name);
        }

        return new MimePartMatcher(MatchBehaviour.AcceptOnMatch, type, disposition, null, content);
    }

    private static (IStringMatcher? Disposition, IStringMatcher? Type) Headers(JsonObject headers)
    {
        var unknown = headers.Select(header => header.Key).FirstOrDefault(name => name is not ("Content-Disposition" or "Content-Type"));
        return unknown is null ? (Header("Content-Disposition"), Header("Content-Type")) : throw StubRequest.Unknown(unknown);

        IStringMatcher? Header(string name) => headers[name] is { } pattern ? StubRequest.Text(pattern.AsObject()) : null;
    }

    private static IMatcher Content(JsonObject pattern) => pattern.Single() is ("binaryEqualTo", var bytes)
        ? new ExactObjectMatcher(Convert.FromBase64String((string)bytes!))
        : StubRequest.Text(pattern);
}
