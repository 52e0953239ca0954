using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Reads <c>operations</c> and reports every fault that can be found without a job.</summary>
internal sealed partial class OperationsReader(SettingsFaults faults)
{
    private const string Member = "operations";

    /// <summary>Reads the settings. The result is complete only if no fault was reported.</summary>
    public Operations Read(JsonObject settings)
    {
        foreach (var (name, value) in settings.Where(setting => setting.Key != Member))
            faults.Add(value ?? settings, $"'{name}' is not known here. This plugin has no settings");
        if (settings[Member] is not JsonObject node)
        {
            faults.Add(settings[Member] ?? settings, $"'{Member}' must be an object with 'submit' and 'poll'");
            return new([], [], [], [], []);
        }

        _ = new SettingsReader(node, faults, Operation.Submit, Operation.Poll, Operation.Cancel, Operation.Content, Operation.Probe);
        foreach (var missing in new[] { Operation.Submit, Operation.Poll }.Where(name => node[name] is null)) faults.Add(node, $"lacks '{missing}'");
        var operations = new Operations(
            ReadAll(node, Operation.Submit), ReadAll(node, Operation.Poll), ReadAll(node, Operation.Cancel), ReadAll(node, Operation.Content), ReadAll(node, Operation.Probe));
        new OperationsCheck(faults, node).Run(operations);
        return operations;
    }

    private List<Operation> ReadAll(JsonObject operations, string name)
    {
        var node = operations[name];
        var list = (node as JsonArray)?.ToList() ?? [node];
        var all = list.OfType<JsonObject>().ToList();
        if (node is not null && (all.Count == 0 || all.Count < list.Count)) faults.Add(node, $"'{name}' must be an object, or a list of objects that each have an 'if'");
        if (node is JsonObject && node["if"] is { } alone) faults.Add(alone, "'if' is only allowed in a list of operations. Put the operations into [ … ], or remove 'if'");
        if (node is JsonArray) CheckChoices(all, name);
        return [.. all.Select(item => Read(item, name))];
    }

    private void CheckChoices(List<JsonObject> list, string name)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            var isChoice = item["if"] is JsonValue value && value.TryGetValue<string>(out var text) && text is Operation.Text or Operation.Image && taken.Add(text);
            if (!isChoice) faults.Add(item, $"each {name} in a list requires its own 'if', either \"text\" or \"image\"");
        }
    }

    private Operation Read(JsonObject node, string name)
    {
        var section = new SettingsReader(node, faults, name == Operation.Probe ? ["method", "path", "headers", "reply"] : ["if", "method", "path", "headers", "body", "reply"]);
        var method = section.RequiredText("method");
        if (method.Length > 0 && method is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE"))
            faults.Add(section.Find("method")!, "must be GET, POST, PUT, PATCH or DELETE");
        if (method == "GET" && section.Find("body") is { } body) faults.Add(body, "a GET cannot have a body");
        return new(node, name, section.Text("if"), method, ReadPath(section, name), ReadHeaders(section), ReadBody(section, name),
            section.Child("reply") is { } reply ? new ReplyReader(faults).Read(reply, name) : null);
    }

    private Template ReadPath(SettingsReader section, string name)
    {
        var text = section.RequiredText("path");
        var path = Template.Parse(text) ?? new([text], []);
        if (text.Length == 0) return path;
        var node = section.Find("path")!;
        new PlaceholderCheck(faults, name).Run(node);
        if (!text.StartsWith('/') && !path.IsNote) faults.Add(node, "must start with / or be a single {{note.NAME}}, whose value is a URL from a reply");
        foreach (var optional in path.Placeholders.Where(placeholder => placeholder.Optional))
            faults.Add(node, $"{{{{{optional.Name}?}}}} is not allowed in a path, because a path cannot leave out a missing value");
        return path;
    }

    // A value from a request could contain a line break and so inject headers. Therefore the key is the only placeholder in headers.
    private Dictionary<string, string> ReadHeaders(SettingsReader section)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in section.Child("headers") ?? [])
        {
            var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
            if (text is null || text.Replace(DeclarativeProvider.KeyMark, "", StringComparison.Ordinal).Contains("{{", StringComparison.Ordinal))
                faults.Add(value ?? section.Find("headers")!, $"header '{name}' must be a string whose only placeholder is {DeclarativeProvider.KeyMark}");
            else if (text.Any(character => character is < ' ' or > '~')) faults.Add(value!, $"header '{name}' must be printable ASCII");
            else if (!HeaderName().IsMatch(name)) faults.Add(value!, $"'{name}' is not allowed as a header name. Use letters, digits and dashes, and leave the Content- headers to the gateway");
            else if (!headers.TryAdd(name, text)) faults.Add(value!, $"header '{name}' appears twice");
        }

        return headers;
    }

    private JsonNode? ReadBody(SettingsReader section, string name)
    {
        if (section.Find("body") is not { } body) return null;
        new PlaceholderCheck(faults, name).Run(body);
        return body.DeepClone();
    }

    // The host writes the Content- headers together with the body.
    [GeneratedRegex("^(?!content-)[a-z0-9-]{1,64}$", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderName();
}
