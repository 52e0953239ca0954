using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>Variants of a documented call that the provider would refuse, each wrong in one place.</summary>
internal static class WrongCalls
{
    private const string Wrong = "-wrong";

    /// <param name="call">The documented call.</param>
    /// <param name="documented">The <c>request</c> of its mapping.</param>
    public static IEnumerable<(string What, ProviderCall Call)> Of(ProviderCall call, JsonObject documented) =>
    [
        ("path", call with { Path = Wrong + call.Path }),
        .. Names(documented["headers"]).Where(call.Headers.ContainsKey).Select(name => ($"header {name}", call.WithHeader(name, call.Headers[name] + Wrong))),
        .. Names(documented["queryParameters"]).Select(name => ($"parameter {name}", call with { Path = call.Path.Replace($"{name}=", $"{name}={Wrong}", StringComparison.Ordinal) })),
        .. Of(call.Content).Select(wrong => (wrong.What, call with { Content = wrong.Content })),
    ];

    private static IEnumerable<string> Names(JsonNode? members) => members?.AsObject().Select(member => member.Key) ?? [];

    private static IEnumerable<(string What, CallContent? Content)> Of(CallContent? content) => content switch
    {
        CallContent.Json { Value: JsonObject body } => [("body", null), .. Of(body).Select(wrong => (wrong.What, (CallContent?)new CallContent.Json(wrong.Body)))],
        CallContent.Multipart form => [("body", null), .. Of(form).Select(wrong => (wrong.What, (CallContent?)wrong.Form))],
        _ => [],
    };

    private static IEnumerable<(string What, JsonObject Body)> Of(JsonObject body)
    {
        yield return ("a member that is not documented", Changed(body, members => members["undocumented"] = true));
        foreach (var (name, value) in body)
        {
            yield return ($"no {name}", Changed(body, members => members.Remove(name)));
            yield return ($"another {name}", Changed(body, members => members[name] = new JsonArray(value?.DeepClone(), Wrong)));
        }
    }

    private static JsonObject Changed(JsonObject body, Action<JsonObject> change)
    {
        var copy = body.DeepClone().AsObject();
        change(copy);
        return copy;
    }

    private static IEnumerable<(string What, CallContent.Multipart Form)> Of(CallContent.Multipart form)
    {
        for (var i = 0; i < form.Parts.Count; i++)
        {
            var part = form.Parts[i];
            yield return ($"no part {part.Name}", new([.. form.Parts.Where(other => other != part)]));
            yield return ($"part {part.Name} by another name", Replaced(form, i, part with { Name = part.Name + Wrong }));
            if (part.File is { } file)
            {
                yield return ($"other bytes in {part.Name}", Replaced(form, i, part with { File = file with { Bytes = new byte[] { 1, 2, 3 } } }));
                yield return ($"another type of {part.Name}", Replaced(form, i, part with { File = file with { MimeType = "image/webp" } }));
            }
            else
            {
                yield return ($"another {part.Name}", Replaced(form, i, part with { Text = part.Text + Wrong }));
            }
        }
    }

    private static CallContent.Multipart Replaced(CallContent.Multipart form, int index, CallPart part) =>
        new([.. form.Parts.Select((other, i) => i == index ? part : other)]);
}
