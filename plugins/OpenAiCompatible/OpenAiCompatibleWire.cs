using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Builds the body of <c>POST /videos</c> from a job.</summary>
internal static class OpenAiCompatibleWire
{
    public static CallContent Create(ProviderJob job, bool alwaysMultipart)
    {
        var image = job.Request.FirstFrame;
        return alwaysMultipart || image is { Url: null } ? Multipart(job, image) : Json(job, image?.Url);
    }

    private static CallContent.Json Json(ProviderJob job, string? imageUrl)
    {
        var body = Fields(job);
        if (imageUrl is not null)
            body["input_reference"] = new JsonObject { ["image_url"] = imageUrl };

        AddOptions(body, job.Request);
        return new CallContent.Json(body);
    }

    private static CallContent.Multipart Multipart(ProviderJob job, MediaInput? image)
    {
        var body = Fields(job);
        AddOptions(body, job.Request);
        var parts = body.Select(field => new CallPart(field.Key, TextOf(field.Value))).ToList();
        if (image is { Url: null })
            parts.Add(new CallPart("input_reference", null, image, $"input_reference.{ExtensionOf(image)}"));
        else if (image is not null)
            parts.Add(new CallPart("input_reference[image_url]", image.Url)); // The official SDKs write a nested member of a form in brackets.

        return new CallContent.Multipart(parts);
    }

    // This API defines seconds as a string.
    private static JsonObject Fields(ProviderJob job) => new()
    {
        ["model"] = job.Offering.Upstream,
        ["prompt"] = job.Request.Prompt,
        ["seconds"] = job.Output.Seconds.ToString(CultureInfo.InvariantCulture),
        ["size"] = job.Output.Size,
    };

    private static void AddOptions(JsonObject body, VideoRequest request)
    {
        foreach (var (name, value) in request.ProviderOptions)
            body.TryAdd(name, value?.DeepClone());
    }

    public static string TextOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "null";

    private static string ExtensionOf(MediaInput image) => image.MimeType switch
    {
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "image/gif" => "gif",
        _ => "png",
    };
}
