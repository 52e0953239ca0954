using VideoProxy.Callbacks;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Serves <c>POST /v1/videos/callbacks/test</c>: sends a test event at once and answers with what the receiver did.</summary>
internal sealed class TestCallback(CallbackTest test, NetworkRules network)
{
    public async Task HandleAsync(HttpContext context, CreateBody body)
    {
        var (endpoint, error) = Read(body);
        if (endpoint is null)
        {
            await context.WriteErrorAsync(error!);
            return;
        }

        var (eventId, result, duration) = await test.SendAsync(endpoint, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "callback.test");
            json.WriteString("event_id", eventId);
            json.WriteBoolean("delivered", result.IsDelivered);
            if (result.Status is { } status) json.WriteNumber("status", status);
            else json.WriteNull("status");
            json.WriteString("error", result.Error);
            json.WriteNumber("duration_ms", (long)duration.TotalMilliseconds);
            json.WriteEndObject();
        });
    }

    private (CallbackEndpoint? Endpoint, ApiError? Error) Read(CreateBody body)
    {
        if (BodyChecks.Run(body.Fields, CallbackFields.Known) is { } unknown) return (null, unknown);
        var fields = new FieldReader(body);
        var (url, secret, signature) = CallbackFields.Read(fields, network);
        if ((fields.Error ?? CallbackFields.Check(url, secret, signature)) is { } wrong) return (null, wrong);
        if (url is not null) return (new(url, signature!, [secret!]), null);
        return test.Default is { } own ? (own, null) : (null, ApiErrors.InvalidValue("callback_url", "callback_url and callback_secret are required, because Callbacks:Default:Url is not configured."));
    }
}
