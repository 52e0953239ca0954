namespace VideoProxy.Abstractions;

/// <summary>One part of a multipart body: a text field, or a file when <see cref="File"/> is set.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Text">The text of a plain field.</param>
/// <param name="File">The bytes of a file part with their mime type.</param>
/// <param name="FileName">The file's name, such as <c>input.png</c>.</param>
public sealed record CallPart(string Name, string? Text, MediaInput? File = null, string? FileName = null);
