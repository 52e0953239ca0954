using System.Runtime.InteropServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Splits a buffered <c>multipart/form-data</c> body into its parts.</summary>
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
            return Refuse($"The content type {MediaType} must name a boundary of 1 to {MaxBoundary} characters, such as '{MediaType}; boundary=x'.");

        MemoryMarshal.TryGetArray(body, out var bytes);
        var reader = new MultipartReader(boundary, new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));
        var parts = new List<FormPart>();
        try
        {
            while (await reader.ReadNextSectionAsync() is { } section)
            {
                if (parts.Count == MaxParts) return Refuse($"The form has more than {MaxParts} parts, which is the limit. Send fewer parts.");
                if (await PartAsync(section, body) is not { } part)
                    return Refuse($"Part {parts.Count + 1} of the form has no name. Send it with a header such as 'Content-Disposition: form-data; name=\"prompt\"'.");
                parts.Add(part);
            }
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException)
        {
            return Refuse($"The {MediaType} body cannot be parsed. It must begin and end with its boundary. "
                + $"Each part may have at most {MultipartReader.DefaultHeadersCountLimit} headers with {MultipartReader.DefaultHeadersLengthLimit} bytes in total.");
        }

        return (parts, null);
    }

    private static async Task<FormPart?> PartAsync(MultipartSection section, ReadOnlyMemory<byte> body)
    {
        // The body is already in memory. The part is drained only to find its length.
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

/// <summary>One part of a multipart form. <paramref name="Bytes"/> is a slice of the request body, so nothing is copied.</summary>
internal sealed record FormPart(string Name, bool IsFile, ReadOnlyMemory<byte> Bytes);
