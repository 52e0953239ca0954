using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Pipeline;

/// <summary>
/// Serves <c>POST /internal/notify/{provider}/{token}</c>, which a provider calls when a task has changed. A notification only
/// triggers a poll. Without a valid token, the answer reveals nothing.
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
        // Tokens cannot be checked without the database, because it may store the secret that seals them.
        if (!database.IsOpen)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.DatabaseUnavailable());
            return;
        }

        var provider = (string)context.Request.RouteValues["provider"]!;
        if (tokens.AttemptOf(provider, (string)context.Request.RouteValues["token"]!) is not { } attemptId
            || providers.Find(provider)?.Translator is not IReceiveNotifications receiver)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.NotFound("No endpoint matches this path."));
            return;
        }

        if (RequestEncodings.Check(context) is { } encoding)
        {
            await OpenAiErrorWriter.WriteAsync(context, encoding);
            return;
        }

        if (await ReadAsync(context, receiver) is not { } notification)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.InvalidValue(null, $"A notification must be a JSON object of at most {MaxBody} bytes."));
            return;
        }

        // A challenge is answered at once, even if the attempt has already ended.
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
            using var document = JsonDocument.Parse(JsonBody.WithoutMark(body.AsMemory(0, length)));
            return document.RootElement.ValueKind == JsonValueKind.Object ? receiver.ReadNotification(document.RootElement) : null;
        }
        catch (Exception hostile) when (hostile is JsonException or InvalidOperationException or InvalidDataException or BadHttpRequestException)
        {
            // The body is not valid JSON, contains invalid Unicode, is not valid in its content encoding, or ended early.
            return null;
        }
    }
}
