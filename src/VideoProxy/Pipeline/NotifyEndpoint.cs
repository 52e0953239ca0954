using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Pipeline;

/// <summary>
/// <c>POST /internal/notify/{provider}/{token}</c>: a provider says that a task has changed. It is a hint to poll now and
/// nothing more; a stranger learns nothing.
/// </summary>
internal sealed class NotifyEndpoint(NotifyTokens tokens, ProviderRegistry providers, JobQueue queue, Database database, TimeProvider time)
{
    private const int MaxBody = 64 << 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<NotifyTokens>().IsEnabled) return;
        routes.MapPost(NotifyTokens.Path, (RequestDelegate)routes.ServiceProvider.GetRequiredService<NotifyEndpoint>().HandleAsync);
    }

    private async Task HandleAsync(HttpContext context)
    {
        // The secret that the tokens are sealed with may lie in it.
        if (!database.IsOpen)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.DatabaseUnavailable());
            return;
        }

        var provider = (string)context.Request.RouteValues["provider"]!;
        if (tokens.AttemptOf(provider, (string)context.Request.RouteValues["token"]!) is not { } attemptId
            || providers.Find(provider)?.Translator is not IReceiveNotifications receiver)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.NotFound("There is nothing here."));
            return;
        }

        if (await ReadAsync(context, receiver) is not { } notification)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.InvalidValue(null, $"A notification is a JSON object of at most {MaxBody} bytes."));
            return;
        }

        // A challenge is answered at once, whatever has become of the attempt by now.
        if (notification.Answer is { } answer) await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
        else await queue.HintAsync(attemptId, UpstreamIds.IsUsable(notification.UpstreamId) ? notification.UpstreamId : null, time.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted);
    }

    private static async Task<Notification?> ReadAsync(HttpContext context, IReceiveNotifications receiver)
    {
        var body = new byte[MaxBody + 1];
        try
        {
            var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
            if (length > MaxBody) return null;
            using var document = JsonDocument.Parse(body.AsMemory(0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object ? receiver.ReadNotification(document.RootElement) : null;
        }
        catch (Exception hostile) when (hostile is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            // No JSON; a string in it that is no Unicode; a body that ended early.
            return null;
        }
    }
}
