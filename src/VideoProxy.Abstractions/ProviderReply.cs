using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>A provider's reply to a native HTTP call.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Headers">The response and content headers. Names are case-insensitive. Repeated headers are joined by a comma and a space.</param>
/// <param name="Body">
/// The body as text, which may be empty or not JSON. The body has at most 4 MiB, not counting the strings in <see cref="CutStrings"/>. The
/// host treats a longer reply as unreadable.
/// </param>
public sealed record ProviderReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The longest JSON string that a plugin receives, in bytes as sent on the wire: 64 KiB.</summary>
    public const int LongestString = 64 << 10;

    private static readonly string[] Envelopes = ["data", "response", "result"];

    /// <summary>
    /// The JSON pointers (RFC 6901) of the strings that were longer than <see cref="LongestString"/>, at most 64. In
    /// <see cref="Body"/> these strings are empty, because they usually hold an inline video and no plugin needs its bytes.
    /// </summary>
    public IReadOnlyList<string> CutStrings { get; init; } = [];

    /// <summary>Whether the status is in the range 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object, or null when the body is not a JSON object.</summary>
    public JsonElement? Json { get; private init; } = Parse(Body);

    /// <summary>
    /// The time in the <c>Retry-After</c> header. The time is null when the header is missing, is a date, or exceeds one day (86,400
    /// s).
    /// </summary>
    public TimeSpan? RetryAfter =>
        Headers.TryGetValue("Retry-After", out var value) && int.TryParse(value, out var seconds) && seconds is >= 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>
    /// The kind of fault that the HTTP status alone suggests. Use this kind when the provider gives no code of its own. The plugin decides
    /// whether a status is a refusal at all. For example, 408 and 499 are no refusals, because the provider may have accepted the job.
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

    /// <summary>Returns the value at a path of member names. Returns null when the value is missing or JSON null.</summary>
    /// <param name="path">The member names, from the outermost object to the value.</param>
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

    /// <summary>Returns the string at a path of member names. Returns null when the value is missing, empty or not a string.</summary>
    /// <param name="path">The member names, from the outermost object to the value.</param>
    public string? FindString(params ReadOnlySpan<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.String } text && JsonPointer.TextOf(text) is { Length: > 0 } value ? value : null;

    /// <summary>
    /// Returns the id at a path of member names. An id may be a string or a number. Returns null when the value is missing, empty or of
    /// another type.
    /// </summary>
    /// <param name="path">The member names, from the outermost object to the value.</param>
    public string? FindId(params ReadOnlySpan<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id && JsonPointer.TextOf(id) is { Length: > 0 } value ? value : null;

    /// <summary>
    /// Returns the number at a path of member names. A number may be written as a string, such as <c>"720"</c>. Returns null when the value
    /// is missing or not a finite number.
    /// </summary>
    /// <param name="path">The member names, from the outermost object to the value.</param>
    public double? FindNumber(params ReadOnlySpan<string> path) =>
        FindId(path) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>
    /// Returns the reply without the envelope that resellers put around a copied API, such as <c>{"code":"success","data":{…}}</c>, or
    /// this reply if it has none. The pointers in <see cref="CutStrings"/> still refer to the whole body.
    /// </summary>
    /// <param name="members">Members of the object that is expected. It is found by any of them, and at the top before in an envelope.</param>
    public ProviderReply WithoutEnvelope(params string[] members)
    {
        bool HasAny(JsonElement candidate) => Array.Exists(members, name => candidate.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null);
        if (Json is not { } json || HasAny(json)) return this;
        foreach (var envelope in Envelopes)
        {
            if (Find(envelope) is { ValueKind: JsonValueKind.Object } inner && HasAny(inner)) return this with { Json = inner };
        }

        return this;
    }

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
