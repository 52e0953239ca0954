using System.Text.Json;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;

namespace VideoProxy.Pipeline;

/// <summary>Step 1 of a create: content type, size, JSON or form, and fields. What comes out is in no dialect's words.</summary>
internal sealed class ReadCreateStep(RequestDelegate next, BodyReader bodies)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (request, error) = await ReadAsync(context);
        if (error is not null)
        {
            await context.WriteErrorAsync(error);
            return;
        }

        context.Features.Set(request);
        await next(context);
    }

    private async Task<(CreateRequest? Request, ApiError? Error)> ReadAsync(HttpContext context)
    {
        var (contentType, dialect) = (context.Request.ContentType, context.Dialect());
        var isForm = dialect.TakesForms && MultipartForm.Is(contentType);
        if (!isForm && !context.Request.HasJsonContentType()) return (null, ApiErrors.UnsupportedMediaType(contentType, dialect.TakesForms));
        try
        {
            var (body, error) = await bodies.ReadAsync(context);
            if (error is not null) return (null, error);
            if (isForm) return await ReadFormAsync(dialect, contentType, body);
            using var document = JsonDocument.Parse(body, JsonText.Strict);
            return dialect.ReadCreate(new CreateBody(document.RootElement));
        }
        catch (JsonException malformed)
        {
            return (null, ApiErrors.InvalidJson(malformed));
        }
        catch (InvalidOperationException)
        {
            return (null, ApiErrors.InvalidUnicode());
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, ApiErrors.TooLarge(context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0));
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Not always a BadHttpRequestException: the size of a chunk that overflows is none.
            return (null, ApiErrors.InvalidValue(null, "The request body ended early or is not valid HTTP."));
        }
    }

    private static async Task<(CreateRequest? Request, ApiError? Error)> ReadFormAsync(Dialect dialect, string? contentType, ReadOnlyMemory<byte> body)
    {
        var (parts, malformed) = await MultipartForm.ReadAsync(contentType, body);
        if (malformed is not null) return (null, malformed);
        var (create, error) = CreateForm.Read(parts);
        return create is null ? (null, error) : dialect.ReadCreate(create);
    }
}
