using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VideoProxy.Abstractions;

/// <summary>The body of a <see cref="ProviderCall"/>: JSON, multipart or a form.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Json), "json")]
[JsonDerivedType(typeof(Form), "form")]
public abstract record CallContent
{
    private CallContent() { }

    /// <summary><c>application/json</c>, UTF-8.</summary>
    /// <param name="Value">The document.</param>
    public sealed record Json(JsonNode Value) : CallContent;

    /// <summary><c>multipart/form-data</c>.</summary>
    /// <param name="Parts">In the order in which they are sent.</param>
    public sealed record Multipart(IReadOnlyList<CallPart> Parts) : CallContent;

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    /// <param name="Fields">Names and values, not yet encoded.</param>
    public sealed record Form(IReadOnlyDictionary<string, string> Fields) : CallContent;
}
