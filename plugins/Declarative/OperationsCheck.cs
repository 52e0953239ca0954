using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>What the operations owe each other: ids, notes, steps that are reached, an end that gives a video. For text and image alike.</summary>
internal sealed class OperationsCheck(SettingsFaults faults, JsonObject node)
{
    public void Run(Operations operations)
    {
        foreach (var submit in operations.Submit.Where(submit => submit.Reply?.Id is null)) faults.Add(submit.Node, "reply.id is missing: where the task's id is, such as /id");
        foreach (var poll in operations.Poll.Where(poll => poll.Reply is not { States.Count: > 0 })) faults.Add(poll.Node, "reply.states is missing: without it no video would ever be done");
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
        if (found is null && list.Count > 0) faults.Add(list[0].Node, $"there is a submit for {kind} and no {list[0].Name} for it");
        return found;
    }

    private void CheckEnd(Operation poll, Operation? content)
    {
        var steps = content?.Reply is not null;
        var goesOn = poll.Reply?.States.Any(state => state.Then is not null) == true;
        if (goesOn && !Ends(content).Any()) faults.Add(content?.Node ?? node, "a state goes on with content, which needs a reply with a state that is completed");
        if (steps && !goesOn) faults.Add(content!.Node, "no state of poll says \"then\": \"content\"; without a reply, content is the call that gives the video's bytes");
        if (content is { Reply: null, Method: not "GET" }) faults.Add(content.Node, "without a reply, content is the call that gives the video's bytes, which must be a GET");
        ReplyState[] ends = [.. Ends(poll), .. Ends(content)];
        if (ends.Length == 0) faults.Add(node, "no state of poll or content is completed");
        if ((content is null || steps) && ends.Any(end => end.Video.Count == 0)) faults.Add(node, "a completed state needs 'video', or a content without reply that gives the bytes");
    }

    private void CheckNotes(Operation? operation, params Operation[] earlier)
    {
        foreach (var name in operation is null ? [] : Notes(operation).Except(earlier.SelectMany(one => one.Reply?.Note.Keys ?? [])))
            faults.Add(operation!.Node, $"{{{{note.{name}}}}}: no reply before it keeps '{name}' in its note");
    }

    public static IEnumerable<string> Notes(Operation operation) =>
        operation.Reads.Where(read => read.Subject == Variables.Note).Select(read => read.Member).Distinct();

    private static IEnumerable<ReplyState> Ends(Operation? operation) => operation?.Reply?.States.Where(state => state.Is == "completed") ?? [];
}
