using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>How an operation's reply is read.</summary>
/// <param name="Id">Where a submit's reply has the task's id.</param>
/// <param name="Message">Where a fault's words for people are; the first that is there.</param>
/// <param name="Code">Where a fault's native code is.</param>
/// <param name="Note">What later operations need of this reply, by name.</param>
/// <param name="States">In order; the first that matches counts.</param>
internal sealed record ReplyRules(
    string? Id, IReadOnlyList<string> Message, IReadOnlyList<string> Code, IReadOnlyDictionary<string, string> Note, IReadOnlyList<ReplyState> States)
{
    private const int MostNote = 4096;

    public ReplyState? Find(ProviderReply reply) => States.FirstOrDefault(state => state.Matches(reply));

    /// <summary>The note with what this reply adds; the same note when it adds nothing.</summary>
    public JsonObject? Keep(JsonNode? note, ProviderReply reply)
    {
        var kept = (JsonObject?)note?.DeepClone();
        foreach (var (name, pointer) in Note)
        {
            if (JsonPointer.FindText(reply.Json, pointer) is { Length: <= MostNote } text) (kept ??= [])[name] = text;
        }

        return kept;
    }

    public ProviderFault Fault(FaultKind kind, ProviderReply reply, string otherwise) =>
        new(kind, First(reply, Message) ?? otherwise) { NativeCode = First(reply, Code), RetryAfter = reply.RetryAfter };

    /// <summary>What the states looked at and none of them knew, for operators.</summary>
    public string Seen(ProviderReply reply)
    {
        // Where a part is looked for stands free text, which may quote a prompt.
        var seen = States.SelectMany(state => state.When).Where(condition => condition.Part is null).Select(condition => condition.Pointer).Distinct()
            .Select(pointer => (pointer, Text: JsonPointer.FindText(reply.Json, pointer)))
            .Where(found => found.Text is { Length: <= 64 })
            .Select(found => $"{found.pointer} '{found.Text}'");
        return string.Join(", ", seen.Take(3)) is { Length: > 0 } all ? $"undocumented {all}" : "no state matches the reply";
    }

    private static string? First(ProviderReply reply, IEnumerable<string> pointers) =>
        pointers.Select(pointer => JsonPointer.FindText(reply.Json, pointer)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
