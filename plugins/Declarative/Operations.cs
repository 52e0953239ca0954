using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>The operations of a file. Each list has one operation for all jobs, or one for text and one for image.</summary>
internal sealed record Operations(
    IReadOnlyList<Operation> Submit, IReadOnlyList<Operation> Poll, IReadOnlyList<Operation> Cancel, IReadOnlyList<Operation> Content, IReadOnlyList<Operation> Probe)
{
    // The dollar sign keeps these names apart from the notes of a file, which have only letters and digits.
    private const string KindNote = "$if", StepNote = "$then";

    public static string KindOf(VideoRequest request) =>
        request.FirstFrame is not null || request.LastFrame is not null ? Operation.Image : Operation.Text;

    public static Operation? For(IEnumerable<Operation> operations, string kind) =>
        operations.FirstOrDefault(operation => operation.If is null || operation.If == kind);

    /// <summary>Returns the operation for a submitted job. The job's note says whether it had an image, because its media are no longer stored.</summary>
    public static Operation ForJob(IReadOnlyList<Operation> operations, ProviderJob job) =>
        For(operations, (string?)(job.Note as JsonObject)?[KindNote] ?? Operation.Text) ?? operations[0];

    /// <summary>Returns the operation to call next. This is poll, or content after a poll reply matched a state with <c>then</c>.</summary>
    public Operation Next(ProviderJob job) =>
        (string?)(job.Note as JsonObject)?[StepNote] == Operation.Content && Content.Count > 0 && ForJob(Content, job) is { Reply: not null } content ? content : ForJob(Poll, job);

    public JsonObject? FirstNote(VideoRequest request) =>
        Poll.Concat(Cancel).Concat(Content).Any(operation => operation.If is not null) ? new() { [KindNote] = KindOf(request) } : null;

    public static JsonObject Then(JsonNode? note, string operation)
    {
        var next = (JsonObject?)note?.DeepClone() ?? [];
        next[StepNote] = operation;
        return next;
    }
}
