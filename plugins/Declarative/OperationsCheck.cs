using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Checks that the operations fit together for text and for image: ids, notes, reachable steps, and a final state with a video.</summary>
internal sealed class OperationsCheck(SettingsFaults faults, JsonObject node)
{
    public void Run(Operations operations)
    {
        foreach (var submit in operations.Submit.Where(submit => submit.Reply?.Id is null)) faults.Add(submit.Node, "reply.id is missing. It must be a JSON Pointer to the task's id, such as /id");
        foreach (var poll in operations.Poll.Where(poll => poll.Reply is not { States.Count: > 0 })) faults.Add(poll.Node, "reply.states is missing. Without states no job could ever complete");
        foreach (var kind in new[] { Operation.Text, Operation.Image })
        {
            if (Operations.For(operations.Submit, kind) is not { } submit || Find(operations.Poll, kind) is not { } poll) continue;
            var content = Find(operations.Content, kind);
            CheckEnd(poll, content);
            CheckNotes(poll, submit);
            CheckNotes(Find(operations.Cancel, kind), submit, poll);
            CheckNotes(content, submit, poll);
        }
    }

    private Operation? Find(IReadOnlyList<Operation> list, string kind)
    {
        var found = Operations.For(list, kind);
        if (found is null && list.Count > 0) faults.Add(list[0].Node, $"submit covers {kind} jobs, but {list[0].Name} does not. Add a {list[0].Name} with \"if\": \"{kind}\"");
        return found;
    }

    private void CheckEnd(Operation poll, Operation? content)
    {
        var steps = content?.Reply is not null;
        var goesOn = poll.Reply?.States.Any(state => state.Then is not null) == true;
        if (goesOn && !Ends(content).Any()) faults.Add(content?.Node ?? node, "a state of poll has \"then\": \"content\", so content requires a reply with a completed state");
        if (steps && !goesOn) faults.Add(content!.Node, "content has a reply, but no state of poll has \"then\": \"content\". Add such a state, or remove the reply so that content returns the video's bytes");
        if (content is { Reply: null, Method: not "GET" }) faults.Add(content.Node, "content without a reply returns the video's bytes, so its method must be GET");
        ReplyState[] ends = [.. Ends(poll), .. Ends(content)];
        if (ends.Length == 0) faults.Add(node, "no state of poll or content has \"is\": \"completed\", so no job could ever complete");
        if ((content is null || steps) && ends.Any(end => end.Video.Count == 0)) faults.Add(node, "a completed state requires 'video', unless a content without a reply returns the bytes");
    }

    private void CheckNotes(Operation? operation, params Operation[] earlier)
    {
        foreach (var name in operation is null ? [] : Notes(operation).Except(earlier.SelectMany(one => one.Reply?.Note.Keys ?? [])))
            faults.Add(operation!.Node, $"{{{{note.{name}}}}} has no value, because no earlier reply stores '{name}' in its note");
    }

    public static IEnumerable<string> Notes(Operation operation) =>
        operation.Reads.Where(read => read.Subject == Variables.Note).Select(read => read.Member).Distinct();

    private static IEnumerable<ReplyState> Ends(Operation? operation) => operation?.Reply?.States.Where(state => state.Is == "completed") ?? [];
}
