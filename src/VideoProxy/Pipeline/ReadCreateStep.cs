using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using Yarp.ReverseProxy.Model;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 1 of a create: checks the content type and size, parses JSON or a form, and reads the fields into the canonical request.
/// <see cref="FieldsStep"/> answers field errors later, because a replay must be answered first.
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

    /// <summary>Reads the body. Returns an error only if the body cannot be parsed. Field errors are stored as a request feature.</summary>
    private async Task<ApiError?> ReadAsync(HttpContext context)
    {
        var (contentType, call) = (context.Request.ContentType, CallOf(context));
        var isForm = call.FormFields is not null && MultipartForm.Is(contentType);
        if (!isForm && !context.Request.HasJsonContentType()) return ApiErrors.UnsupportedMediaType(BodyChecks.Shorten(contentType ?? ""), call.FormFields is not null);
        try
        {
            var (body, error) = await bodies.ReadAsync(context);
            return error ?? (isForm ? await ReadFormAsync(context, call, body) : ReadJson(context, call, body));
        }
        catch (InvalidOperationException)
        {
            return ApiErrors.InvalidUnicode();
        }
        catch (BadHttpRequestException slow) when (slow.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return ApiErrors.TooSlow();
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Some framing errors, such as a chunk size that overflows, are not reported as BadHttpRequestException.
            return ApiErrors.InvalidValue(null, "The request body ended early or is not valid HTTP. Send the complete body.");
        }
    }

    /// <summary>Returns the create that the route belongs to. The estimate has no YARP route, so it uses the plain create.</summary>
    private static CreateCall CallOf(HttpContext context)
    {
        var dialect = context.Dialect();
        var route = context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.RouteId;
        return dialect.Creates.FirstOrDefault(call => RouteIds.Create(dialect.Name, call.Name) == route) ?? dialect.Creates[0];
    }

    private static ApiError? ReadJson(HttpContext context, CreateCall call, ReadOnlyMemory<byte> body)
    {
        var (parsed, malformed) = JsonBody.Parse(body);
        using var document = parsed;
        return document is null ? malformed : SetFeatures(context, call.Read(new CreateBody(document.RootElement) { PathId = PathIdOf(context) }));
    }

    private static async Task<ApiError?> ReadFormAsync(HttpContext context, CreateCall call, ReadOnlyMemory<byte> body)
    {
        var (parts, malformed) = await MultipartForm.ReadAsync(context.Request.ContentType, body);
        if (malformed is not null) return malformed;
        var (create, wrong) = CreateForm.Read(parts, call.FormFields!);
        return SetFeatures(context, create is null ? (null, wrong) : call.Read(create with { PathId = PathIdOf(context) }));
    }

    private static string? PathIdOf(HttpContext context) => (string?)context.Request.RouteValues["id"];

    private static ApiError? SetFeatures(HttpContext context, (CreateRequest? Request, ApiError? Wrong) read)
    {
        context.Features.Set(read.Request);
        context.Features.Set(read.Wrong);
        CreateMemory.MakeReleasable(context);
        return null;
    }
}
