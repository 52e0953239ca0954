using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>What the name of a member, or the type in an object, says about a link.</summary>
internal sealed record VideoHint(string Name)
{
    public static readonly VideoHint None = new("none"), Video = new("video"), Preview = new("preview"), Other = new("other");
    private static readonly string[] OtherWords = ["thumb", "cover", "poster", "image", "img", "picture", "frame", "audio", "music", "sprite", "caption", "subtitle", "webhook", "callback", "notify", "status", "cancel", "input", "reference", "source", "avatar"];
    private static readonly string[] PreviewWords = ["preview", "sample", "draft"];
    private static readonly string[] VideoWords = ["video", "mp4", "webm", "movie", "clip"];
    private static readonly string[] TypeMembers = ["type", "kind", "media_type", "mime_type", "mimeType", "content_type", "contentType", "role"];

    /// <summary>Returns null if the name says nothing.</summary>
    public static VideoHint? OfName(string name) =>
        OtherWords.Any(word => Has(name, word)) ? Other
        : PreviewWords.Any(word => Has(name, word)) ? Preview
        : VideoWords.Any(word => Has(name, word)) ? Video
        : null;

    public static VideoHint? OfObject(JsonElement value)
    {
        foreach (var member in TypeMembers)
        {
            if (JsonPointer.FindText(value, "/" + member) is { } text && OfName(text) is { } hint) return hint;
        }

        return null;
    }

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
