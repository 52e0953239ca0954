using System.Text.Json;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;

namespace VideoProxy.Pipeline;

/// <summary>Step 1 of a create: content type, size, JSON and fields. What comes out is in no dialect's words.</summary>
internal sealed class ReadCreateStep(RequestDelegate next, BodyReader bodies, OpenAiCreateReader reader)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public async Task InvokeAsync(HttpContext context)
    {
        var (request, error) = await ReadAsync(context);
        if (error is not null)
        {
            await OpenAiErrorWriter.WriteAsync(context, error);
            return;
        }

        context.Features.Set(request);
        await next(context);
    }

    private async Task<(CreateRequest? Request, ApiError? Error)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return (null, ApiErrors.UnsupportedMediaType(context.Request.ContentType));
        try
        {
            var (body, error) = await bodies.ReadAsync(context);
            if (error is not null) return (null, error);
            using var document = JsonDocument.Parse(body, Strict);
            return reader.Read(document.RootElement);
        }
        catch (JsonException malformed)
        {
            return (null, ApiErrors.InvalidValue(null, $"Invalid JSON in request body, near line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine}."));
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json says of a string that is not valid UTF-16, such as a lone surrogate.
            return (null, ApiErrors.InvalidValue(null, "Invalid JSON in request body: a string in it is not valid Unicode."));
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiErrors.TooLarge(context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0)
                : ApiErrors.InvalidValue(null, "The request body ended early or is not valid HTTP."));
        }
    }
}
