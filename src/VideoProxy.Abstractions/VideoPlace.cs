using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>A value in a reply that is or contains a video.</summary>
/// <param name="Value">The value.</param>
/// <param name="Pointer">The JSON pointer to the value.</param>
/// <param name="IsExact">Whether a documented pointer leads exactly to the value.</param>
internal sealed record VideoPlace(JsonElement Value, string Pointer, bool IsExact)
{
    private const int MostDepth = 6;
    private const int MostItems = 64;

    // The values of these members were sent by the client.
    private static readonly string[] Echoes = ["metadata", "input", "inputs", "request", "params", "parameters"];

    /// <summary>Follows a pointer as far as it goes. Returns null if not even its first step exists.</summary>
    public static VideoPlace? Resolve(JsonElement start, string at, string pointer)
    {
        var steps = pointer.Split('/')[1..];
        var (value, path, taken) = (start, at, 0);
        while (taken < steps.Length && Step(value, steps[taken], taken == 0) is var (child, name))
        {
            (value, path, taken) = (child, $"{path}/{name}", taken + 1);
        }

        return taken == 0 || Echoes.Contains(steps[taken - 1]) ? null : new(value, path, taken == steps.Length);
    }

    public VideoCandidate? Best(IReadOnlyList<string> cut)
    {
        var left = MostItems;
        return Candidates(Value, Pointer, VideoHint.None, MostDepth, cut, ref left)
            .Where(candidate => candidate.Rank > VideoCandidate.Picture || (IsExact && candidate.Video.JsonPointer == Pointer))
            .MaxBy(candidate => candidate.Rank);
    }

    private static List<VideoCandidate> Candidates(JsonElement value, string pointer, VideoHint hint, int depth, IReadOnlyList<string> cut, ref int left)
    {
        var found = new List<VideoCandidate>();
        if (depth == 0 || left-- <= 0) return found;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when VideoCandidate.Of(JsonPointer.TextOf(value), pointer, hint, cut.Contains(pointer)) is { } candidate:
                found.Add(candidate);
                break;
            case JsonValueKind.String when Parse(JsonPointer.TextOf(value)) is { } written:
                // The host cannot point into JSON that is written as text, so only links are taken from it.
                found.AddRange(Candidates(written, pointer, hint, depth - 1, [], ref left).Where(candidate => candidate.Video.IsLink));
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index())
                    found.AddRange(Candidates(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), hint, depth - 1, cut, ref left));
                break;
            case JsonValueKind.Object:
                var own = VideoHint.OfObject(value) ?? hint;
                foreach (var member in value.EnumerateObject().Where(member => !Echoes.Contains(member.Name)))
                    found.AddRange(Candidates(member.Value, $"{pointer}/{Escape(member.Name)}", VideoHint.OfName(member.Name) ?? own, depth - 1, cut, ref left));
                break;
        }

        return found;
    }

    private static (JsonElement Value, string Name)? Step(JsonElement at, string step, bool isFirst)
    {
        if (JsonPointer.Find(at, "/" + step) is { } exact) return (exact, step);
        // Some services return one video, others a list.
        var other = step.EndsWith('s') ? step[..^1] : step + "s";
        return isFirst && other.Contains("video", StringComparison.Ordinal) && JsonPointer.Find(at, "/" + other) is { } value ? (value, other) : null;
    }

    private static JsonElement? Parse(string? text)
    {
        if (text is not ['[' or '{', ..]) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
