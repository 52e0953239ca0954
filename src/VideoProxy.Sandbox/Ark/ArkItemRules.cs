using System.Buffers.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

/// <summary>Checks the type, role and media URL of each content item.</summary>
internal static partial class ArkItemRules
{
    private static readonly Dictionary<string, string[]> Roles = new()
    {
        ["image_url"] = ["first_frame", "last_frame", "reference_image"],
        ["video_url"] = ["reference_video"],
        ["audio_url"] = ["reference_audio"],
    };

    public static IEnumerable<ArkFault> Check(JsonArray content)
    {
        foreach (var (index, item) in content.Index())
        {
            if (Check($"content[{index}]", item as JsonObject) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private static ArkFault? Check(string where, JsonObject? item)
    {
        var type = item?["type"].Text() ?? "";
        if (type == "text")
        {
            return string.IsNullOrWhiteSpace(item!["text"].Text()) ? ArkFault.Missing(where + ".text") : null;
        }

        if (type == "draft_task")
        {
            return (item![type] as JsonObject)?["id"].Text() is null ? ArkFault.Missing(where + ".draft_task.id") : null;
        }

        return Roles.TryGetValue(type, out var roles) ? CheckMedia(where, type, item!, roles) : ArkFault.Invalid(where + ".type", "unknown type");
    }

    private static ArkFault? CheckMedia(string where, string type, JsonObject item, string[] roles)
    {
        // Only an image may omit the role. An image without a role is the first frame.
        var mayOmit = type == "image_url" && !item.ContainsKey("role");
        if (!mayOmit && !roles.Contains(item["role"].Text()))
        {
            return ArkFault.Invalid(where + ".role", $"{type} takes {string.Join(", ", roles)}");
        }

        var url = (item[type] as JsonObject)?["url"].Text();
        if (string.IsNullOrEmpty(url))
        {
            return type == "image_url" ? ImageFault(where, "EmptyURL", "the URL is empty") : ArkFault.Missing($"{where}.{type}.url");
        }

        return url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? CheckInline(where, type, url) : CheckUrl(where, type, url);
    }

    private static ArkFault? CheckUrl(string where, string type, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" or "asset"
            ? null
            : ArkFault.Invalid($"{where}.{type}.url", "it must be provided as a web url or an asset");

    private static ArkFault? CheckInline(string where, string type, string url)
    {
        if (type == "video_url")
        {
            return ArkFault.Invalid(where + ".video_url.url", "a video must be provided as a web url");
        }

        var head = (type == "image_url" ? ImageHead() : AudioHead()).Match(url);
        if (head.Success && Base64.IsValid(url.AsSpan(head.Length)) && url.Length > head.Length)
        {
            return null;
        }

        return type == "image_url"
            ? ImageFault(where, "InvalidFormat", "the data URL is not a base64 image of a known format")
            : ArkFault.Invalid(where + ".audio_url.url", "the data URL is not base64 wav or mp3");
    }

    private static ArkFault ImageFault(string where, string code, string why) =>
        ArkFault.Invalid(where + ".image_url.url", why) with { Code = "InvalidImageURL." + code };

    [GeneratedRegex(@"^data:image/(jpe?g|png|webp|bmp|tiff|gif|heic|heif);base64,", RegexOptions.CultureInvariant)]
    private static partial Regex ImageHead();

    [GeneratedRegex(@"^data:audio/(wav|mp3|mpeg);base64,", RegexOptions.CultureInvariant)]
    private static partial Regex AudioHead();
}
