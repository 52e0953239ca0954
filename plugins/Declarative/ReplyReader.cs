using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Reads the <c>reply</c> of an operation.</summary>
internal sealed partial class ReplyReader(SettingsFaults faults)
{
    private static readonly Dictionary<string, string[]> Words = new()
    {
        [Operation.Submit] = ["accepted", "rejected"],
        [Operation.Probe] = ["accepted", "rejected"],
        [Operation.Poll] = ["queued", "in_progress", "completed", "failed", "canceled", "expired"],
        [Operation.Content] = ["in_progress", "completed", "failed", "canceled", "expired"],
        [Operation.Cancel] = ["canceled", "too_late"],
    };

    public ReplyRules Read(JsonObject node, string operation)
    {
        var section = new SettingsReader(node, faults, operation == Operation.Probe ? ["states"] : ["id", "message", "code", "note", "states"]);
        if (section.Find("id") is { } id && operation != Operation.Submit) faults.Add(id, "only the reply of submit can have an 'id'");
        return new(section.Find("id") is { } at ? ReadPointer(section, "id", at) : null, ReadPointers(section, "message"), ReadPointers(section, "code"), ReadNote(section), ReadStates(section, operation));
    }

    private Dictionary<string, string> ReadNote(SettingsReader section)
    {
        var note = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, pointer) in section.Child("note") ?? [])
        {
            if (!NoteName().IsMatch(name)) faults.Add(pointer ?? section.Find("note")!, $"'{name}' must start with a letter and consist of at most 32 letters and digits");
            else if (ReadPointer(section, name, pointer) is { } found) note[name] = found;
        }

        return note;
    }

    private List<ReplyState> ReadStates(SettingsReader section, string operation)
    {
        if (section.Find("states") is not { } states) return [];
        if (states is JsonArray list && list.All(item => item is JsonObject)) return [.. list.Select(item => ReadState(item!.AsObject(), operation))];
        faults.Add(states, "must be a list of objects");
        return [];
    }

    private ReplyState ReadState(JsonObject node, string operation)
    {
        var section = new SettingsReader(node, faults, "http", "when", "is", "then", "fault", "video");
        var (http, word, then) = (section.Whole("http"), section.Text("is"), section.Text("then"));
        if ((word is null) == (then is null)) faults.Add(node, "requires exactly one of 'is' and 'then'");
        if (word is not null && !Words[operation].Contains(word)) faults.Add(section.Find("is")!, $"'{word}' is not a state of {operation}. Allowed: {string.Join(", ", Words[operation])}");
        if (then is not null && (operation != Operation.Poll || then != Operation.Content))
            faults.Add(section.Find("then")!, $"{operation} cannot continue with '{then}'. Only poll can continue, and only with content, because any other step could loop forever");
        if (http is < 100 or >= 500 || (operation is not (Operation.Submit or Operation.Probe) && http is 401 or 403 or 429))
            faults.Add(section.Find("http")!, $"the gateway never reads a reply to {operation} with HTTP {http}, because this status says nothing about the task. Remove this state");
        if (section.Find("fault") is { } fault && word is not ("failed" or "rejected")) faults.Add(fault, "is only allowed with \"is\": \"failed\" or \"rejected\"");
        if (section.Find("video") is { } video && word != "completed") faults.Add(video, "is only allowed with \"is\": \"completed\"");
        return new(http, ReadWhen(section), word, then, ReadFault(section), ReadPointers(section, "video"));
    }

    private List<Condition> ReadWhen(SettingsReader section)
    {
        var when = new List<Condition>();
        foreach (var (pointer, rule) in section.Child("when") ?? [])
        {
            var at = rule ?? section.Find("when")!;
            if (!JsonPointer.IsValid(pointer)) faults.Add(at, $"'{pointer}' must be a JSON Pointer into the reply, such as /status");
            else if (Condition.Parse(pointer, rule) is { } condition) when.Add(condition);
            else faults.Add(at, $"the condition for '{pointer}' must be a string, a number, a boolean, {{\"present\": true}} or {{\"contains\": \"TEXT\"}}");
        }

        return when;
    }

    private FaultKind? ReadFault(SettingsReader section)
    {
        if (section.Text("fault") is not { } word) return null;
        var kinds = Enum.GetValues<FaultKind>().ToDictionary(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));
        if (kinds.TryGetValue(word, out var known)) return known;
        faults.Add(section.Find("fault")!, $"'{word}' is not a kind of fault. Allowed: {string.Join(", ", kinds.Keys)}");
        return null;
    }

    // The file may give one pointer or a list. In a list, the first pointer that finds a value counts.
    private List<string> ReadPointers(SettingsReader section, string name)
    {
        // This is not a collection expression, because a JsonArray would detach the node from the file.
        var nodes = section.Find(name) switch { null => [], JsonArray list => list.ToArray(), var one => new[] { one } };
        return [.. nodes.Select(node => ReadPointer(section, name, node)).OfType<string>()];
    }

    private string? ReadPointer(SettingsReader section, string name, JsonNode? node)
    {
        if (node?.GetValueKind() == JsonValueKind.String && JsonPointer.IsValid(node.GetValue<string>())) return node.GetValue<string>();
        faults.Add(node ?? section.Node, $"'{name}' must be a JSON Pointer into the reply, such as /data/id");
        return null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,31}$")]
    private static partial Regex NoteName();
}
