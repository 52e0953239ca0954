using System.Buffers.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>
/// Checks the input_reference, which must be exactly one of a file, an image_url or a file_id. The check ignores the size of the image,
/// so that any image can be used with the sandbox.
/// </summary>
internal static partial class OpenAiReference
{
    private static readonly string[] Types = ["image/jpeg", "image/png", "image/webp"];

    /// <summary>Returns the field that represents an uploaded file.</summary>
    public static JsonObject File(string? contentType) => new() { ["file"] = contentType ?? "" };

    public static OpenAiFault? Check(JsonObject fields)
    {
        if (!fields.ContainsKey("input_reference"))
        {
            return null;
        }

        if (fields["input_reference"] is not JsonObject { Count: 1 } reference)
        {
            return Wrong("expected a file, or exactly one of 'image_url' and 'file_id'");
        }

        return reference.First() switch
        {
            { Key: "file", Value: var type } => Types.Contains(type.Text()) ? null : Wrong($"unsupported mimetype ('{type.Text()}')"),
            { Key: "image_url", Value: var url } => IsImage(url.Text()) ? null : Wrong("expected an image URL or a base64 data URL"),
            { Key: "file_id", Value: var id } => id.IsText() ? null : Wrong("expected a file id"),
            _ => Wrong("expected 'image_url' or 'file_id'"),
        };
    }

    private static bool IsImage(string? url)
    {
        if (url is null || !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";
        }

        var head = DataHead().Match(url);
        return head.Success && url.Length > head.Length && Base64.IsValid(url.AsSpan(head.Length));
    }

    private static OpenAiFault Wrong(string why) => OpenAiFault.Invalid("input_reference", $"Invalid 'input_reference': {why}.");

    [GeneratedRegex(@"^data:image/(jpeg|png|webp);base64,", RegexOptions.CultureInvariant)]
    private static partial Regex DataHead();
}
