using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>A file's operations; each one, or one for text and one for image.</summary>
internal sealed record Operations(
    IReadOnlyList<Operation> Submit, IReadOnlyList<Operation> Poll, IReadOnlyList<Operation> Cancel, IReadOnlyList<Operation> Content, IReadOnlyList<Operation> Probe)
{
    // Not names that a file can give to a note of its own.
    private const string KindNote = "$if", StepNote = "$then";

    public static string KindOf(VideoRequest request) =>
        request.FirstFrame is not null || request.LastFrame is not null ? Operation.Image : Operation.Text;

    public static Operation? For(IEnumerable<Operation> operations, string kind) =>
        operations.FirstOrDefault(operation => operation.If is null || operation.If == kind);

    /// <summary>The one for what the job was submitted as: its media are gone by now.</summary>
    public static Operation Later(IReadOnlyList<Operation> operations, ProviderJob job) =>
        For(operations, (string?)(job.Note as JsonObject)?[KindNote] ?? Operation.Text) ?? operations[0];

    /// <summary>The question to ask next: poll, until a state said <c>then</c>.</summary>
    public Operation Next(ProviderJob job) =>
        (string?)(job.Note as JsonObject)?[StepNote] == Operation.Content && Content.Count > 0 && Later(Content, job) is { Reply: not null } content ? content : Later(Poll, job);

    public JsonObject? FirstNote(VideoRequest request) =>
        Poll.Concat(Cancel).Concat(Content).Any(operation => operation.If is not null) ? new() { [KindNote] = KindOf(request) } : null;

    public static JsonObject Then(JsonNode? note, string operation)
    {
        var next = (JsonObject?)note?.DeepClone() ?? [];
        next[StepNote] = operation;
        return next;
    }
}
