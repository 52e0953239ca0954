using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Dialects;

/// <summary>The limits of fields that are stored with a job. OpenAI documents those of metadata.</summary>
internal static class Bounds
{
    public const int User = 512;
    public const int Secret = 512;
    private const int Pairs = 16, Name = 64, Value = 512;

    /// <summary>Returns the broken limit of the metadata, or null if all are kept. A value that is not a string is measured as JSON text.</summary>
    public static string? MetadataProblem(JsonObject metadata)
    {
        if (metadata.Count > Pairs) return $"may have at most {Pairs} members, not {metadata.Count}";
        foreach (var (name, value) in metadata)
        {
            if (TextLength.Exceeds(name, Name)) return $"has a name with more than {Name} characters: {BodyChecks.Shorten(name)}";
            var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "";
            if (TextLength.Exceeds(text, Value)) return $"has a value with more than {Value} characters: {name}";
        }

        return null;
    }
}
