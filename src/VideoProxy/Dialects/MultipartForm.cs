using System.Runtime.InteropServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Takes a <c>multipart/form-data</c> body that is in memory apart into its parts.</summary>
internal static class MultipartForm
{
    public const string MediaType = "multipart/form-data";
    private const int MaxParts = 256;
    private const int MaxBoundary = 128;

    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    public static async Task<(IReadOnlyList<FormPart> Parts, ApiError? Error)> ReadAsync(string? contentType, ReadOnlyMemory<byte> body)
    {
        var boundary = BoundaryOf(contentType);
        if (boundary.Length is 0 or > MaxBoundary)
            return Refuse($"The content type {MediaType} must name its boundary, of at most {MaxBoundary} characters, as in '{MediaType}; boundary=x'.");

        MemoryMarshal.TryGetArray(body, out var bytes);
        var reader = new MultipartReader(boundary, new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));
        var parts = new List<FormPart>();
        try
        {
            while (await reader.ReadNextSectionAsync() is { } section)
            {
                if (parts.Count == MaxParts) return Refuse($"The form has more than the {MaxParts} parts that it may have.");
                if (await PartAsync(section, body) is not { } part)
                    return Refuse($"Part {parts.Count + 1} of the form has no name: it needs a header such as 'Content-Disposition: form-data; name=\"prompt\"'.");
                parts.Add(part);
            }
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException)
        {
            return Refuse($"The {MediaType} body cannot be read: it must begin and end with its boundary, "
                + $"and a part may have {MultipartReader.DefaultHeadersCountLimit} headers in {MultipartReader.DefaultHeadersLengthLimit} bytes.");
        }

        return (parts, null);
    }

    private static async Task<FormPart?> PartAsync(MultipartSection section, ReadOnlyMemory<byte> body)
    {
        // Read to its end only to learn its length: the bytes are there already.
        await section.Body.DrainAsync(CancellationToken.None);
        var header = section.GetContentDispositionHeader();
        if (header is null || !header.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase) || header.Name.Length == 0) return null;
        var isFile = header.FileName.HasValue || header.FileNameStar.HasValue;
        var bytes = body.Slice((int)section.BaseStreamOffset!.Value, (int)section.Body.Length);
        return new FormPart(HeaderUtilities.UnescapeAsQuotedString(header.Name).ToString(), isFile, bytes);
    }

    private static string BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";

    private static (IReadOnlyList<FormPart>, ApiError) Refuse(string why) => ([], ApiErrors.InvalidValue(null, why));
}

/// <summary>One part of a multipart form. <paramref name="Bytes"/> lie in the request's body: nothing is copied.</summary>
internal sealed record FormPart(string Name, bool IsFile, ReadOnlyMemory<byte> Bytes);
