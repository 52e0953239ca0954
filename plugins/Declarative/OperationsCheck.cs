using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>What the operations owe each other: ids, notes, steps that are reached, an end that gives a video.</summary>
internal sealed class OperationsCheck(SettingsFaults faults, JsonObject node)
{
    public void Run(Operations operations)
    {
        foreach (var submit in operations.Submit.Where(submit => submit.Reply?.Id is null)) faults.Add(At(submit), "reply.id is missing: where the task's id is, such as /id");
        foreach (var poll in operations.Poll.Where(poll => poll.Reply is not { States.Count: > 0 })) faults.Add(At(poll), "reply.states is missing: without it no video would ever be done");
        CheckChoices(operations);
        CheckEnd(operations);
        CheckNotes(operations);
    }

    private void CheckChoices(Operations operations)
    {
        foreach (var list in new[] { operations.Poll, operations.Cancel, operations.Content })
        {
            foreach (var kind in operations.Submit.Select(submit => submit.If ?? Operation.Text).Distinct().Where(kind => list.Count > 0 && Operations.For(list, kind) is null))
                faults.Add(At(list[0]), $"there is a submit for {kind} and no {list[0].Name} for it");
        }
    }

    private void CheckEnd(Operations operations)
    {
        var steps = operations.Content.Any(content => content.Reply is not null);
        var states = operations.Poll.SelectMany(poll => poll.Reply?.States ?? []).ToList();
        var goesOn = states.Any(state => state.Then is not null);
        if (goesOn && !steps) faults.Add(node[Operation.Content] ?? node, "a state goes on with content, which needs a reply with states");
        if (steps && !goesOn) faults.Add(At(operations.Content[0]), "no state of poll says \"then\": \"content\"; without a reply, content is the call that gives the video's bytes");
        var ends = states.Concat(operations.Content.SelectMany(content => content.Reply?.States ?? [])).Where(state => state.Is == "completed").ToList();
        if (operations.Poll.Count > 0 && ends.Count == 0) faults.Add(node, "no state of poll or content is completed");
        var bytes = operations.Content.Count > 0 && !steps;
        if (!bytes && ends.Any(end => end.Video.Count == 0)) faults.Add(node, "a completed state needs 'video', or a content without reply that gives the bytes");
    }

    private void CheckNotes(Operations operations)
    {
        Operation[] all = [.. operations.Submit, .. operations.Poll, .. operations.Cancel, .. operations.Content];
        var kept = all.SelectMany(operation => operation.Reply?.Note.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var operation in all)
        {
            foreach (var name in Notes(operation).Where(name => !kept.Contains(name))) faults.Add(At(operation), $"{{{{note.{name}}}}}: no reply keeps '{name}' in its note");
        }
    }

    public static IEnumerable<string> Notes(Operation operation) =>
        operation.Reads.Where(read => read.Subject == Variables.Note).Select(read => read.Member).Distinct();

    private JsonNode At(Operation operation) =>
        node[operation.Name] is JsonArray list ? list.First(item => (string?)item!["if"] == operation.If)! : node[operation.Name]!;
}
