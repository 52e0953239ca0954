using System.Buffers.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Kie;

/// <summary>The upload host, which takes an image as a data URL and returns a link to it.</summary>
internal static partial class KieUpload
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    public static async Task<IResult> TakeAsync(HttpContext context, FileLinks links, DateTimeOffset now)
    {
        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return Refuse("The body is not a JSON object.");
        }

        var data = body["base64Data"].Text() ?? "";
        var head = DataHead().Match(data);
        if (!head.Success || !Base64.IsValid(data.AsSpan(head.Length), out var size) || size == 0)
        {
            return Refuse("base64Data must be a base64 data URL of an image.");
        }

        if (string.IsNullOrWhiteSpace(body["uploadPath"].Text()) || body.Any(field => field.Key is not ("base64Data" or "uploadPath" or "fileName")))
        {
            return Refuse("uploadPath is required and fileName is optional. Other fields are not allowed.");
        }

        var name = body["fileName"].Text() ?? $"{context.TraceIdentifier.Replace(':', '-')}.jpg";
        var url = links.Sign($"/kie-uploads/{Uri.EscapeDataString(name)}", now + Kept);
        return Json.Answer(new JsonObject
        {
            ["success"] = true,
            ["code"] = 200,
            ["msg"] = "File uploaded successfully",
            ["data"] = new JsonObject
            {
                ["fileName"] = name,
                ["fileUrl"] = url,
                ["downloadUrl"] = url,
                ["fileSize"] = size,
                ["mimeType"] = head.Groups[1].Value,
                ["expiresAt"] = now + Kept,
            },
        });
    }

    private static IResult Refuse(string why) =>
        Json.Answer(new JsonObject { ["success"] = false, ["code"] = 400, ["msg"] = why, ["data"] = null }, StatusCodes.Status400BadRequest);

    [GeneratedRegex("^data:(image/(?:png|jpeg|webp|gif));base64,", RegexOptions.CultureInvariant)]
    private static partial Regex DataHead();
}
