using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Reads <c>operations</c>; every fault that can be known without a job is found here.</summary>
internal sealed partial class OperationsReader(SettingsFaults faults)
{
    private const string Member = "operations";

    /// <summary>What is given back is only whole where there is no fault.</summary>
    public Operations Read(JsonObject settings)
    {
        foreach (var (name, value) in settings.Where(setting => setting.Key != Member))
            faults.Add(value ?? settings, $"'{name}' is not known here. This plugin has no settings");
        if (settings[Member] is not JsonObject node)
        {
            faults.Add(settings[Member] ?? settings, $"this plugin needs '{Member}', an object with submit and poll");
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
        if (node is not null && (all.Count == 0 || all.Count < list.Count)) faults.Add(node, $"{name} must be an object, or a list of objects chosen by 'if'");
        if (node is JsonObject && node["if"] is { } alone) faults.Add(alone, "'if' chooses from a list; write [ … ] around the operations, or leave it out");
        if (node is JsonArray) CheckChoices(all, name);
        return [.. all.Select(item => Read(item, name))];
    }

    private void CheckChoices(List<JsonObject> list, string name)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            var isChoice = item["if"] is JsonValue value && value.TryGetValue<string>(out var text) && text is Operation.Text or Operation.Image && taken.Add(text);
            if (!isChoice) faults.Add(item, $"each {name} of a list needs an 'if' of its own: \"text\" or \"image\"");
        }
    }

    private Operation Read(JsonObject node, string name)
    {
        var section = new SettingsReader(node, faults, name == Operation.Probe ? ["method", "path", "headers", "reply"] : ["if", "method", "path", "headers", "body", "reply"]);
        var method = section.RequiredText("method");
        if (method.Length > 0 && method is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE"))
            faults.Add(section.Find("method")!, "must be GET, POST, PUT, PATCH or DELETE");
        if (method == "GET" && section.Find("body") is { } body) faults.Add(body, "a GET has no body");
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
        if (!text.StartsWith('/') && !path.IsNote) faults.Add(node, "must start with / or be one {{note.NAME}}, a URL that a reply gave");
        foreach (var optional in path.Placeholders.Where(placeholder => placeholder.Optional))
            faults.Add(node, $"{{{{{optional.Name}?}}}}: a path cannot drop an absent value");
        return path;
    }

    // A header's value could carry a line break out of a request, so nothing but the key is put into one.
    private Dictionary<string, string> ReadHeaders(SettingsReader section)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in section.Child("headers") ?? [])
        {
            var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
            if (text is null || text.Replace(DeclarativeProvider.KeyMark, "", StringComparison.Ordinal).Contains("{{", StringComparison.Ordinal))
                faults.Add(value ?? section.Find("headers")!, $"header '{name}' must be a string; {DeclarativeProvider.KeyMark} is all that it may read");
            else if (text.Any(character => character is < ' ' or > '~')) faults.Add(value!, $"header '{name}' must be printable ASCII: nothing else is sent");
            else if (!HeaderName().IsMatch(name)) faults.Add(value!, $"'{name}' is no name for a header of a request");
            else if (!headers.TryAdd(name, text)) faults.Add(value!, $"header '{name}' is there twice");
        }

        return headers;
    }

    private JsonNode? ReadBody(SettingsReader section, string name)
    {
        if (section.Find("body") is not { } body) return null;
        new PlaceholderCheck(faults, name).Run(body);
        return body.DeepClone();
    }

    // What describes a body is written with it.
    [GeneratedRegex("^(?!content-)[a-z0-9-]{1,64}$", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderName();
}
