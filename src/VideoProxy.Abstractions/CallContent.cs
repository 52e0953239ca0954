using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VideoProxy.Abstractions;

/// <summary>The body of a <see cref="ProviderCall"/>: JSON, a multipart form or a URL-encoded form.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Json), "json")]
[JsonDerivedType(typeof(Form), "form")]
public abstract record CallContent
{
    private CallContent() { }

    /// <summary>A JSON body. The host sends the JSON as UTF-8 with <c>Content-Type: application/json</c>.</summary>
    /// <param name="Value">The whole document.</param>
    public sealed record Json(JsonNode Value) : CallContent;

    /// <summary>
    /// A <c>multipart/form-data</c> body. The call of a <see cref="ContentLocation"/> must not have a multipart body, because the host
    /// cannot store this type with a job.
    /// </summary>
    /// <param name="Parts">The parts, in the order in which the host sends them.</param>
    public sealed record Multipart(IReadOnlyList<CallPart> Parts) : CallContent;

    /// <summary>An <c>application/x-www-form-urlencoded</c> body.</summary>
    /// <param name="Fields">The values by field name. The host encodes names and values.</param>
    public sealed record Form(IReadOnlyDictionary<string, string> Fields) : CallContent;
}
