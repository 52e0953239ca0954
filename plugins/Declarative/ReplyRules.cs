using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>How an operation's reply is read.</summary>
/// <param name="Id">Where a submit's reply has the task's id.</param>
/// <param name="Message">Where a fault's words for people are; the first that is there.</param>
/// <param name="Code">Where a fault's native code is.</param>
/// <param name="Note">What later operations need of this reply, by name.</param>
/// <param name="States">In order; the first that matches counts.</param>
internal sealed partial record ReplyRules(
    string? Id, IReadOnlyList<string> Message, IReadOnlyList<string> Code, IReadOnlyDictionary<string, string> Note, IReadOnlyList<ReplyState> States)
{
    private const int MostMessage = 500, MostNote = 4096;

    public ReplyState? Find(ProviderReply reply) => States.FirstOrDefault(state => state.Matches(reply));

    /// <summary>The note with what this reply adds; the same note when it adds nothing.</summary>
    public JsonObject? Keep(JsonNode? note, ProviderReply reply)
    {
        var kept = (JsonObject?)note?.DeepClone();
        foreach (var (name, pointer) in Note)
        {
            if (Pointer.FindText(reply.Json, pointer) is { Length: <= MostNote } text) (kept ??= [])[name] = text;
        }

        return kept;
    }

    public ProviderFault Fault(FaultKind kind, ProviderReply reply, string otherwise)
    {
        // Links in messages are often signed, and never of use to a client.
        var message = Link().Replace(Pointer.FirstText(reply.Json, Message) ?? "", "").Trim();
        if (message.Length > MostMessage) message = message[..MostMessage];
        return new(kind, message.Length > 0 ? message : otherwise) { NativeCode = Pointer.FirstText(reply.Json, Code), RetryAfter = reply.RetryAfter };
    }

    /// <summary>What the states looked at and none of them knew, for operators.</summary>
    public string Seen(ProviderReply reply)
    {
        // Where a part is looked for stands free text, which may quote a prompt.
        var seen = States.SelectMany(state => state.When).Where(condition => condition.Part is null).Select(condition => condition.Pointer).Distinct()
            .Select(pointer => (pointer, Text: Pointer.FindText(reply.Json, pointer)))
            .Where(found => found.Text is { Length: <= 64 })
            .Select(found => $"{found.pointer} '{found.Text}'");
        return string.Join(", ", seen.Take(3)) is { Length: > 0 } all ? $"undocumented {all}" : "no state matches the reply";
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
