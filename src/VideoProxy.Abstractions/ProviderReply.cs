using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>A native HTTP reply.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Headers">Response and content headers; names without regard to case.</param>
/// <param name="Body">The body as text, at most 4 MiB without the strings that were cut; may be empty or anything but JSON.</param>
public sealed record ProviderReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Longest JSON string that a plugin sees, in bytes of its wire form.</summary>
    public const int LongestString = 64 << 10;

    /// <summary>
    /// The JSON pointers (RFC 6901) of the strings that were longer than <see cref="LongestString"/>: in <see cref="Body"/> they
    /// are empty. Inline videos are such strings, and no plugin needs their bytes.
    /// </summary>
    public IReadOnlyList<string> CutStrings { get; init; } = [];

    /// <summary>Whether the status is 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object, or null when it is not one.</summary>
    public JsonElement? Json { get; } = Parse(Body);

    /// <summary>The <c>Retry-After</c> header where it is a number of seconds, at most a day.</summary>
    public TimeSpan? RetryAfter =>
        Headers.TryGetValue("Retry-After", out var value) && int.TryParse(value, out var seconds) && seconds is >= 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>
    /// What a 4xx says everywhere of the request that it refuses: for providers that say no more. Whether it does refuse is the
    /// plugin's to know: 408 and 499 are requests cut in the middle.
    /// </summary>
    public FaultKind RefusalKind => Status switch
    {
        401 => FaultKind.Authentication,
        402 => FaultKind.InsufficientQuota,
        403 => FaultKind.Permission,
        404 or 410 => FaultKind.NotFound,
        429 => FaultKind.RateLimited,
        _ => FaultKind.InvalidRequest,
    };

    /// <summary>The member at this path of object names, or null when there is none or it is JSON null.</summary>
    public JsonElement? Find(params ReadOnlySpan<string> path)
    {
        var found = Json;
        foreach (var name in path)
        {
            if (found is not { ValueKind: JsonValueKind.Object } parent || !parent.TryGetProperty(name, out var child))
                return null;
            found = child;
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>The non-empty string at this path, or null when there is none.</summary>
    public string? FindString(params ReadOnlySpan<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.String } text && JsonPointer.TextOf(text) is { Length: > 0 } value ? value : null;

    /// <summary>The number at this path, or null when there is none.</summary>
    public double? FindNumber(params ReadOnlySpan<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
