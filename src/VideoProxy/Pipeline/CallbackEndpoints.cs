using VideoProxy.Accounts;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Maps the calls on callbacks that take a JSON object: the test event and the redelivery of what failed.</summary>
internal static class CallbackEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var bodies = services.GetRequiredService<BodyReader>();
        Map(OpenAiRoutes.TestCallback, services.GetRequiredService<TestCallback>().HandleAsync);
        Map(OpenAiRoutes.RedeliverFailed, services.GetRequiredService<VideoCallbacks>().RedeliverFailedAsync);

        void Map(string path, Func<HttpContext, CreateBody, Task> handle) =>
            routes.MapPost(path, (RequestDelegate)(context => HandleAsync(context, bodies, handle))).WithMetadata(new NeedsKey());
    }

    private static async Task HandleAsync(HttpContext context, BodyReader bodies, Func<HttpContext, CreateBody, Task> handle)
    {
        var (body, error) = await bodies.ReadAsync(context);
        // No body stands for an object without members.
        var (parsed, malformed) = error is null ? JsonBody.Parse(body.IsEmpty ? "{}"u8.ToArray() : body) : (null, error);
        using var document = parsed;
        try
        {
            if (document is null) await context.WriteErrorAsync(malformed!);
            else await handle(context, new CreateBody(document.RootElement));
        }
        catch (InvalidOperationException)
        {
            // A string holds half of a surrogate pair.
            await context.WriteErrorAsync(ApiErrors.InvalidUnicode());
        }
    }
}
