using System.Buffers.Text;
using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Vertex;

/// <summary>Checks the instance of a submit: its prompt, frames and references.</summary>
internal static class VertexInputs
{
    private const int MaxReferences = 3;
    private static readonly string[] ImageTypes = ["image/jpeg", "image/png", "image/webp"];

    public static IEnumerable<GoogleFault> Check(JsonObject instance, JsonObject parameters)
    {
        if (VertexRules.Unknown(instance, "prompt", "image", "lastFrame", "referenceImages") is { } unknown)
        {
            yield return unknown;
        }

        var (image, last) = (instance["image"], instance["lastFrame"]);
        if (image is null && string.IsNullOrWhiteSpace(instance["prompt"].Text()))
        {
            yield return GoogleFault.Invalid("A prompt is required.");
        }

        if (last is not null && image is null)
        {
            yield return GoogleFault.Invalid("lastFrame requires image.");
        }

        foreach (var frame in new[] { image, last }.OfType<JsonNode>())
        {
            if (CheckImage(frame) is { } fault)
            {
                yield return fault;
            }
        }

        if (instance.ContainsKey("referenceImages") && CheckReferences(instance, parameters) is { } wrong)
        {
            yield return wrong;
        }
    }

    private static GoogleFault? CheckReferences(JsonObject instance, JsonObject parameters)
    {
        if (instance["referenceImages"] is not JsonArray { Count: >= 1 and <= MaxReferences } references)
        {
            return GoogleFault.Invalid($"referenceImages takes one to {MaxReferences} images.");
        }

        if (instance.ContainsKey("image") || instance.ContainsKey("lastFrame"))
        {
            return GoogleFault.Invalid("referenceImages cannot be used together with image or lastFrame.");
        }

        if (parameters["durationSeconds"].Whole() != 8)
        {
            return GoogleFault.Invalid("durationSeconds must be 8 with referenceImages.");
        }

        return references.Select(CheckReference).FirstOrDefault(fault => fault is not null);
    }

    private static GoogleFault? CheckReference(JsonNode? reference) =>
        reference is not JsonObject fields || fields["referenceType"].Text() != "asset"
            ? GoogleFault.Invalid("referenceType must be asset.")
            : VertexRules.Unknown(fields, "image", "referenceType") ?? CheckImage(fields["image"]);

    private static GoogleFault? CheckImage(JsonNode? image)
    {
        if (image is not JsonObject fields)
        {
            return GoogleFault.Invalid("An image must be an object.");
        }

        if (VertexRules.Unknown(fields, "bytesBase64Encoded", "gcsUri", "mimeType") is { } unknown)
        {
            return unknown;
        }

        if (!ImageTypes.Contains(fields["mimeType"].Text()))
        {
            return GoogleFault.Invalid("mimeType must be image/jpeg, image/png or image/webp.");
        }

        var (bytes, uri) = (fields["bytesBase64Encoded"].Text(), fields["gcsUri"].Text());
        return (bytes is null) == (uri is null) ? GoogleFault.Invalid("An image has either bytesBase64Encoded or gcsUri.")
            : bytes is not null && (bytes.Length == 0 || !Base64.IsValid(bytes)) ? GoogleFault.Invalid("bytesBase64Encoded is not base64.")
            : uri?.StartsWith("gs://", StringComparison.Ordinal) == false ? GoogleFault.Invalid("gcsUri must begin with gs://.")
            : null;
    }
}
