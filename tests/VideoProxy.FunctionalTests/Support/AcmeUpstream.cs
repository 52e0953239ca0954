using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>The invented service of config/providers/README.md, as strict as its documents.</summary>
internal sealed class AcmeUpstream : IAsyncDisposable
{
    public const string Key = "acme-key-of-the-tests";

    /// <summary>The file of every clip.</summary>
    public static readonly byte[] Clip = [0, 0, 0, 32, .. "ftypmp42 the clip"u8];

    private readonly WebApplication _app;
    private readonly List<JsonNode> _orders = [];
    private int _polls;

    private AcmeUpstream(WebApplication app) => _app = app;

    public string Url => LoopbackServer.UrlOf(_app) + "/v2";

    public IReadOnlyList<JsonNode> Orders => _orders;

    public static async Task<AcmeUpstream> StartAsync()
    {
        AcmeUpstream? acme = null;
        var app = await LoopbackServer.StartAsync(app =>
        {
            app.MapPost("/v2/clips", context => acme!.CreateAsync(context));
            app.MapGet("/v2/clips/{id}", context => acme!.ShowAsync(context));
            app.MapGet("/v2/clips/{id}/files", context => acme!.FilesAsync(context));
            app.MapGet("/cdn/{file}", context => FileAsync(context));
        });
        return acme = new AcmeUpstream(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CreateAsync(HttpContext context)
    {
        var order = (await JsonNode.ParseAsync(context.Request.Body))!;
        lock (_orders) _orders.Add(order);
        if (!IsKnown(context)) context.Response.StatusCode = 401;
        else if (((string)order["text"]!).Contains("unsafe", StringComparison.Ordinal)) await RefuseAsync(context, "UNSAFE", "Not this.");
        else if ((string?)order["definition"] is not ("720P" or "1080P") || (string?)order["length"] is not ("6s" or "12s")) await RefuseAsync(context, "BAD_INPUT", "No.");
        else await context.Response.WriteAsJsonAsync(new JsonObject { ["clip"] = new JsonObject { ["ref"] = "c-17" } });
    }

    private Task ShowAsync(HttpContext context)
    {
        var phase = Interlocked.Increment(ref _polls) switch { 1 => "WAITING", 2 => "DRAWING", _ => "READY" };
        return AnswerAsync(context, new() { ["clip"] = new JsonObject { ["ref"] = "c-17", ["phase"] = phase } });
    }

    private Task FilesAsync(HttpContext context) =>
        AnswerAsync(context, new() { ["files"] = new JsonArray(new JsonObject { ["link"] = $"{LoopbackServer.UrlOf(_app)}/cdn/c-17.mp4" }) });

    /// <summary>The file's host is another service: it must not see the key.</summary>
    private static Task FileAsync(HttpContext context)
    {
        context.Response.StatusCode = IsKnown(context) ? 400 : 200;
        context.Response.ContentType = "video/mp4";
        return context.Response.Body.WriteAsync(Clip).AsTask();
    }

    private static Task AnswerAsync(HttpContext context, JsonObject answer)
    {
        if (IsKnown(context)) return context.Response.WriteAsJsonAsync(answer);
        context.Response.StatusCode = 401;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, string kind, string text)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["problem"] = new JsonObject { ["kind"] = kind, ["text"] = text } });
    }

    private static bool IsKnown(HttpContext context) => context.Request.Headers["X-Acme-Key"] == Key;
}
