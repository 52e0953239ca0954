using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Providers;

/// <summary>What a provider says in a reply that its plugin could not read, ready to be shown to operators.</summary>
/// <param name="Message">The message where providers usually put it, or null.</param>
/// <param name="Body">The beginning of the body, or null if it is empty.</param>
internal sealed partial record ReplyWords(string? Message, string? Body)
{
    private const int LongestRead = 8192;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Messages =
    [
        "/error/message", "/error/msg", "/error/detail", "/error", "/errors/0/message", "/base_resp/status_msg", "/message", "/msg", "/detail", "/detail/0/msg",
        "/error_message", "/error_msg", "/error_description", "/fail_reason", "/reason", "/data/error/message", "/data/error", "/data/message", "/data/fail_reason",
        "/response/error/message", "/result/message",
    ];

    public static ReplyWords Of(ProviderReply reply, ProviderText text)
    {
        string? Shown(string? words) => words is { Length: > 0 } && text.Of(words) is { Length: > 0 } shown ? shown : null;
        return new(Shown(MessageOf(reply)), Shown(BodyOf(reply)));
    }

    private static string? MessageOf(ProviderReply reply) =>
        Messages.Select(pointer => JsonPointer.Find(reply.Json, pointer)).OfType<JsonElement>()
            .Where(found => found.ValueKind == JsonValueKind.String).Select(found => JsonPointer.TextOf(found)?.Trim())
            .FirstOrDefault(text => text is { Length: > 0 } && !IsPraise().IsMatch(text));

    private static string BodyOf(ProviderReply reply)
    {
        // Written again without the escapes in which a credential could not be recognized. A body of megabytes is not.
        if (reply.Json is { } json && reply.Body.Length <= LongestRead) return JsonSerializer.Serialize(json, Plain);
        var text = TextLength.Cut(reply.Body, LongestRead).Replace("\\/", "/", StringComparison.Ordinal);
        return (text.AsSpan().TrimStart().StartsWith("<") ? Markup().Replace(text, " ") : text).Trim();
    }

    // A reply without an error often says so here.
    [GeneratedRegex("^(?:ok|okay|success|succeed|successful|successfully|submitted|done|accepted)[.!]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsPraise();

    [GeneratedRegex(@"<(?:script|style)\b.*?(?:</(?:script|style)>|\z)|<[^>]*(?:>|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Markup();
}
