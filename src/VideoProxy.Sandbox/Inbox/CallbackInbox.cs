using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Inbox;

/// <summary>A receiver of callbacks that lists the last 100 callbacks, oldest first.</summary>
internal sealed class CallbackInbox(TimeProvider time)
{
    private const int Kept = 100;

    private readonly ConcurrentQueue<ReceivedCallback> _received = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, "/inbox/{name?}", ReceiveAsync);
        routes.On(HttpMethods.Get, "/inbox/{name?}", Show);
        routes.On(HttpMethods.Delete, "/inbox", Clear);
    }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers
            .Where(header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || IsCommon(header.Key))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        _received.Enqueue(new ReceivedCallback(context.RouteText("name"), time.GetUtcNow(), headers, body));
        while (_received.Count > Kept && _received.TryDequeue(out _))
        {
        }

        return Json.Answer(new JsonObject { ["received"] = true });
    }

    private IResult Show(HttpContext context)
    {
        var name = context.RouteText("name");
        var shown = _received.Where(callback => name.Length == 0 || callback.Name == name);
        return Json.Answer(new JsonArray([.. shown.Select(callback => callback.ToJson())]));
    }

    private IResult Clear(HttpContext context)
    {
        _received.Clear();
        return Results.NoContent();
    }

    // Keep every x- header, because the OpenRouter dialect puts its signature into such a header.
    private static bool IsCommon(string header) =>
        header.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || header.Equals("content-type", StringComparison.OrdinalIgnoreCase)
        || header.Equals("user-agent", StringComparison.OrdinalIgnoreCase);
}
