using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Fuzz;

/// <summary>Makes requests out of one document: a route, its parameters and a body that fits, then something wrong with it.</summary>
internal sealed class RequestMaker(JsonObject document, Random random, string realId)
{
    private const string Mark = "\"@nasty@\"";
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    private readonly SampleMaker _samples = new(document, random);

    public HttpRequestMessage Make()
    {
        var (path, item) = Pick([.. document["paths"]!.AsObject()]);
        var (verb, operation) = Pick([.. item!.AsObject().Where(member => member.Key != "parameters")]);
        var method = OneIn(30) ? Pick(Verbs) : verb.ToUpperInvariant();
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Fill(path) + Query(operation!), UriKind.Relative));
        if (operation!["requestBody"]?["content"] is JsonObject kinds) request.Content = Body(kinds);
        while (OneIn(3)) request.Headers.TryAddWithoutValidation(Pick(Nasties.HeaderNames), Pick(Nasties.HeaderValues));
        return request;
    }

    private string Fill(string path) => string.Join('/', path.Split('/').Select(part =>
        !part.StartsWith('{') ? part : OneIn(2) ? realId : path.Contains("models", StringComparison.Ordinal) && OneIn(2) ? "seedance-2-0" : Pick(Nasties.Segments)));

    private string Query(JsonNode operation)
    {
        var pairs = new List<string>();
        foreach (var parameter in operation["parameters"] as JsonArray ?? [])
        {
            if ((string?)parameter!["in"] != "query" || OneIn(2)) continue;
            var name = (string)parameter["name"]!;
            // A minute is too long to wait here.
            var value = OneIn(2) ? Pick(Nasties.QueryValues) : name == "wait" ? "0" : Uri.EscapeDataString(_samples.Make(parameter["schema"]!.AsObject(), name)?.ToString() ?? "");
            pairs.Add($"{name}={value}");
        }

        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private ByteArrayContent Body(JsonObject kinds)
    {
        if (kinds["multipart/form-data"] is { } form && OneIn(3)) return Form(form["schema"]!.AsObject());
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(Json(kinds["application/json"]!["schema"]!.AsObject())));
        content.Headers.TryAddWithoutValidation("Content-Type", OneIn(20) ? Pick(Nasties.ContentTypes) : "application/json");
        return content;
    }

    private string Json(JsonObject schema)
    {
        if (OneIn(20)) return Pick(Nasties.Json);
        var body = _samples.Make(schema)!;
        if (OneIn(10)) return body.ToJsonString();
        if (OneIn(10)) body.AsObject().TryAdd(Pick(Nasties.PartNames), 1);
        var text = Spoil(body).ToJsonString().Replace(Mark, Pick(Nasties.Json), StringComparison.Ordinal);
        if (OneIn(30)) text = text[..random.Next(text.Length)];
        if (OneIn(30)) text = "{\"prompt\":\"twice\"," + text[Math.Min(1, text.Length)..];
        return OneIn(30) ? "\u00ef\u00bb\u00bf" + text : text;
    }

    /// <summary>Puts the mark in the place of one value, at any depth.</summary>
    private JsonNode Spoil(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                var name = Pick([.. members.Select(member => member.Key)]);
                members[name] = members[name] is { } member && OneIn(2) ? Spoil(member.DeepClone()) : Mark[1..^1];
                return members;
            case JsonArray { Count: > 0 } items:
                var index = random.Next(items.Count);
                items[index] = items[index] is { } item && OneIn(2) ? Spoil(item.DeepClone()) : Mark[1..^1];
                return items;
            default:
                return Mark[1..^1];
        }
    }

    private ByteArrayContent Form(JsonObject schema)
    {
        var parts = _samples.Make(_samples.Resolve((string)schema["$ref"]!))!.AsObject().Select(member => Part(member.Key, member.Value?.ToString() ?? "")).ToList();
        parts.Add(Part("model", "seedance-2-0"));
        for (var i = OneIn(50) ? 300 : random.Next(3); i > 0; i--) parts.Add(Part(Pick(Nasties.PartNames), Pick(Nasties.Json)));
        if (OneIn(10)) parts.Add(Pick(parts));
        if (OneIn(10)) parts.Add("--x\r\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"x-{i}: {new string('a', 200)}\r\n")) + "\r\n\r\n");
        var text = string.Concat(parts) + "--x--\r\n";
        if (OneIn(20)) text = text[..random.Next(text.Length)];
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", OneIn(10) ? Pick(Nasties.ContentTypes) : "multipart/form-data; boundary=x");
        return content;
    }

    private string Part(string name, string value) =>
        $"--x\r\nContent-Disposition: form-data; name=\"{name}\"{(OneIn(6) ? "; filename=\"a\"" : "")}\r\n{(OneIn(20) ? "Content-Type: \0\r\n" : "")}\r\n{value}\r\n";

    private bool OneIn(int n) => random.Next(n) == 0;

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
