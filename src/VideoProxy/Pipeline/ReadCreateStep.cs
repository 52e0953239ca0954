using System.Text.Json;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 1 of a create: content type, size, JSON or form, and fields. What comes out is in no dialect's words, or what is wrong
/// with a field: that is answered by <see cref="FieldsStep"/>, after replays.
/// </summary>
internal sealed class ReadCreateStep(RequestDelegate next, BodyReader bodies)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } malformed)
        {
            await context.WriteErrorAsync(malformed);
            return;
        }

        await next(context);
    }

    /// <summary>The error of a body that cannot be read at all.</summary>
    private async Task<ApiError?> ReadAsync(HttpContext context)
    {
        var (contentType, dialect) = (context.Request.ContentType, context.Dialect());
        var isForm = dialect.TakesForms && MultipartForm.Is(contentType);
        if (!isForm && !context.Request.HasJsonContentType()) return ApiErrors.UnsupportedMediaType(contentType, dialect.TakesForms);
        try
        {
            var (body, error) = await bodies.ReadAsync(context);
            return error ?? (isForm ? await ReadFormAsync(context, dialect, body) : ReadJson(context, dialect, body));
        }
        catch (JsonException malformed)
        {
            return ApiErrors.InvalidJson(malformed);
        }
        catch (InvalidOperationException)
        {
            return ApiErrors.InvalidUnicode();
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiErrors.TooLarge(context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0);
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Not always a BadHttpRequestException: the size of a chunk that overflows is none.
            return ApiErrors.InvalidValue(null, "The request body ended early or is not valid HTTP.");
        }
    }

    private static ApiError? ReadJson(HttpContext context, Dialect dialect, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, JsonText.Strict);
        return Keep(context, dialect.ReadCreate(new CreateBody(document.RootElement)));
    }

    private static async Task<ApiError?> ReadFormAsync(HttpContext context, Dialect dialect, ReadOnlyMemory<byte> body)
    {
        var (parts, malformed) = await MultipartForm.ReadAsync(context.Request.ContentType, body);
        if (malformed is not null) return malformed;
        var (create, wrong) = CreateForm.Read(parts);
        return Keep(context, create is null ? (null, wrong) : dialect.ReadCreate(create));
    }

    private static ApiError? Keep(HttpContext context, (CreateRequest? Request, ApiError? Wrong) read)
    {
        context.Features.Set(read.Request);
        context.Features.Set(read.Wrong);
        return null;
    }
}
