using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>The rules for the reply of one operation. All locations are JSON Pointers.</summary>
/// <param name="Id">The location of the task's id. Only submit has one.</param>
/// <param name="Message">The locations of the error message. The first one with text counts.</param>
/// <param name="Code">The locations of the native error code. The first one with text counts.</param>
/// <param name="Note">The locations of the values that later operations read, by name.</param>
/// <param name="States">The states in order. The first one that matches counts.</param>
internal sealed record ReplyRules(
    string? Id, IReadOnlyList<string> Message, IReadOnlyList<string> Code, IReadOnlyDictionary<string, string> Note, IReadOnlyList<ReplyState> States)
{
    private const int MaxNoteLength = 4096;

    public ReplyState? Find(ProviderReply reply) => States.FirstOrDefault(state => state.Matches(reply));

    /// <summary>Returns a copy of the note with the values of this reply added, or null if there are none.</summary>
    public JsonObject? AddToNote(JsonNode? note, ProviderReply reply)
    {
        var kept = (JsonObject?)note?.DeepClone();
        foreach (var (name, pointer) in Note)
        {
            if (JsonPointer.FindText(reply.Json, pointer) is { Length: <= MaxNoteLength } text) (kept ??= [])[name] = text;
        }

        return kept;
    }

    public ProviderFault Fault(FaultKind kind, ProviderReply reply, string otherwise) =>
        new(kind, First(reply, Message) ?? otherwise) { NativeCode = First(reply, Code), RetryAfter = reply.RetryAfter };

    /// <summary>Describes for operators the values that the states compared and did not match. Returns null if the reply has none of them.</summary>
    public string? DescribeUnmatched(ProviderReply reply)
    {
        // Values of a "contains" condition are not shown, because such a text may quote a prompt.
        var seen = States.SelectMany(state => state.When).Where(condition => condition.Part is null).Select(condition => condition.Pointer).Distinct()
            .Select(pointer => (pointer, Text: JsonPointer.FindText(reply.Json, pointer)))
            .Where(found => found.Text is { Length: <= 64 } && !TaskWords.SayNothing(found.Text))
            .Select(found => $"{found.pointer} '{found.Text}'");
        return string.Join(", ", seen.Take(3)) is { Length: > 0 } all ? $"undocumented {all}" : null;
    }

    /// <summary>Describes the value that a state takes whatever it is, although other states compare it. Returns null if there is none.</summary>
    public string? DescribeUnknown(ReplyState state, ProviderReply reply) =>
        state.When.Where(condition => condition is { Constant: null, Part: null } && States.Any(other => other.When.Any(known => known.Pointer == condition.Pointer && known.Constant is not null)))
            .Select(condition => (condition.Pointer, Text: JsonPointer.FindText(reply.Json, condition.Pointer)))
            .Where(found => found.Text is { Length: <= 64 } && !TaskWords.SayNothing(found.Text))
            .Select(found => $"undocumented {found.Pointer} '{found.Text}'").FirstOrDefault();

    private static string? First(ProviderReply reply, IEnumerable<string> pointers) =>
        pointers.Select(pointer => JsonPointer.FindText(reply.Json, pointer)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
