using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Testing;

namespace VideoProxy.ProviderTests.Support;

/// <summary>A native call as text: <c>METHOD path</c>, a line for each header, an empty line, the body; or <c>no call</c>.</summary>
internal sealed record CallText(string Head, string Body)
{
    public static CallText Of(ProviderCall? call)
    {
        if (call is null)
            return new CallText("no call", "");

        var address = call.Address == ProviderCall.MainAddress ? "" : $"[{call.Address}] ";
        var headers = call.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(header => $"{header.Key}: {header.Value}");
        return new CallText(string.Join('\n', [$"{call.Method} {address}{call.Path}", .. headers]), Print(call.Content));
    }

    public static CallText Parse(string text)
    {
        var parts = text.Split("\n\n", 2);
        return new CallText(parts[0].Trim(), parts.Length == 2 ? parts[1].Trim() : "");
    }

    public IEnumerable<string> DifferencesTo(CallText actual)
    {
        if (!string.Equals(Head, actual.Head, StringComparison.Ordinal))
            yield return $"head: expected\n{Head}\nwas\n{actual.Head}";

        var differences = Body.StartsWith('{') && actual.Body.StartsWith('{')
            ? JsonDifference.Between(JsonNode.Parse(Body), JsonNode.Parse(actual.Body))
            : Body == actual.Body ? [] : [$"body: expected\n{Body}\nwas\n{actual.Body}"];
        foreach (var difference in differences)
            yield return difference;
    }

    public override string ToString() => Body.Length == 0 ? Head : $"{Head}\n\n{Body}";

    private static string Print(CallContent? content) => content switch
    {
        null => "",
        CallContent.Json json => JsonDifference.Print(json.Value),
        CallContent.Multipart multipart => string.Join('\n', ["multipart", .. multipart.Parts.Select(Print)]),
        CallContent.Form form => string.Join('\n', ["form", .. form.Fields.Select(field => $"{field.Key} = {field.Value}")]),
        _ => throw new JsonException($"Unknown content {content}."),
    };

    private static string Print(CallPart part) => part.File is { } file
        ? $"{part.Name} = file {part.FileName} {file.MimeType} {Convert.ToBase64String(file.Bytes.Span)}"
        : $"{part.Name} = {part.Text}";
}
