namespace VideoProxy.Abstractions;

/// <summary>One part of a multipart body. The part is a file if <see cref="File"/> is set, otherwise a text field.</summary>
/// <param name="Name">The name of the form field.</param>
/// <param name="Text">The value of a text field. The host sends null as an empty value.</param>
/// <param name="File">The bytes and MIME type of a file.</param>
/// <param name="FileName">
/// The file name, such as <c>input.png</c>. If <see cref="FileName"/> is null, the host sends <see cref="Name"/> as the file name.
/// </param>
public sealed record CallPart(string Name, string? Text, MediaInput? File = null, string? FileName = null);
