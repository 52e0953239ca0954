using System.Collections.Frozen;
using System.Text.Json;

namespace VideoProxy.Dialects;

/// <summary>The members of a create, from JSON or from a form. In a form numbers and flags are text, and images may be files.</summary>
internal sealed record CreateBody(JsonElement Fields)
{
    public bool IsForm { get; init; }

    /// <summary>The id in the path, where the call has one.</summary>
    public string? PathId { get; init; }

    /// <summary>The files and data URLs of a form by field and place in its list; the member itself is null there.</summary>
    public IReadOnlyDictionary<(string Field, int Index), ReadOnlyMemory<byte>> Files { get; init; } =
        FrozenDictionary<(string, int), ReadOnlyMemory<byte>>.Empty;
}
