using System.Text.Json;
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
        if (error is not null)
        {
            await context.WriteErrorAsync(error);
            return;
        }

        try
        {
            // No body stands for an object without members.
            using var document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body, JsonText.Strict);
            await handle(context, new CreateBody(document.RootElement));
        }
        catch (JsonException malformed)
        {
            await context.WriteErrorAsync(JsonProblem.InBody(malformed, body.Span));
        }
        catch (InvalidOperationException)
        {
            await context.WriteErrorAsync(ApiErrors.InvalidUnicode());
        }
    }
}
