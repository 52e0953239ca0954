using System.Net.Http.Headers;
using System.Net.Mime;

namespace VideoProxy.Content;

/// <summary>What a provider's bytes are: a media type for the client, or what came in place of the video.</summary>
internal readonly record struct MediaVerdict(string? Type, string? Instead)
{
    private const string Mp4 = "video/mp4";

    // These types say nothing about the bytes.
    private static readonly string[] Generic = ["", MediaTypeNames.Application.Octet, "binary/octet-stream", "application/x-octet-stream", "application/binary", "application/mp4", "application/unknown"];

    /// <summary>Judges a reply by its type and its first bytes. A video whose type is wrong is a video, and a page whose type is video is none.</summary>
    /// <param name="declared">The media type that the provider declared, or an empty text.</param>
    /// <param name="head">The first bytes of the reply.</param>
    /// <param name="isBeginning">Whether the bytes are the first ones of the file. The bytes inside a video can be any.</param>
    /// <param name="wanted">What the client asked for.</param>
    public static MediaVerdict Of(string declared, ReadOnlySpan<byte> head, bool isBeginning, WantedMedia wanted)
    {
        if (isBeginning)
        {
            if (MediaBytes.TypeOf(head) is { } found) return wanted.IsVideo && IsPicture(found) ? Not($"a picture ({found})") : new(found, null);
            if (MediaBytes.Foreign(head) is { } foreign) return Not(foreign);
        }

        if (head.IsEmpty) return Not("an empty body");
        if (Generic.Contains(declared, StringComparer.OrdinalIgnoreCase)) return new(wanted.GenericType ?? MediaTypeNames.Application.Octet, null);
        return IsMedia(declared, wanted) ? new(declared, null) : Not(Named(declared));
    }

    /// <summary>Returns the media type in a provider's text, or MP4 if the text is not the type of a video or picture.</summary>
    public static string SafeType(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var parsed) && parsed.MediaType is { } type && IsMedia(type, new(false, null)) ? type : Mp4;

    private static bool IsMedia(string type, WantedMedia wanted) =>
        type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        || (!wanted.IsVideo && type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !type.Contains("svg", StringComparison.OrdinalIgnoreCase));

    private static bool IsPicture(string type) => type.StartsWith("image/", StringComparison.Ordinal) && type != "image/gif";

    private static MediaVerdict Not(string what) => new(null, what);

    private static string Named(string type) => type.ToLowerInvariant() switch
    {
        "text/html" or "application/xhtml+xml" => "an HTML page",
        "text/xml" or "application/xml" => "an XML document",
        "application/json" or "application/problem+json" => "JSON",
        var other when other.StartsWith("text/", StringComparison.Ordinal) => "text",
        // The text comes from the provider, so only a plain type is repeated.
        var other => other.Length <= 64 && other.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '-' or '+' or '.') ? $"a file of type {other}" : "a file of another type",
    };

    /// <summary>Returns the ending of a file name for a type.</summary>
    public static string EndingOf(string type) => type.ToLowerInvariant() switch
    {
        "video/webm" => "webm",
        "video/quicktime" => "mov",
        "video/x-matroska" => "mkv",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "image/gif" => "gif",
        _ => "mp4",
    };

    /// <summary>Returns the type that a path's ending suggests for a video.</summary>
    public static string TypeOfPath(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".webm" => "video/webm",
        ".mov" or ".qt" => "video/quicktime",
        _ => Mp4,
    };
}

/// <summary>What a download asks for.</summary>
/// <param name="IsVideo">Whether the client asked for the video itself, and not for a picture of it.</param>
/// <param name="GenericType">The type to use for bytes whose type is unknown, or null.</param>
internal readonly record struct WantedMedia(bool IsVideo, string? GenericType);
