using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Plays ModelArk: tasks by POST and GET, results as files. Each prompt has a script of its own.</summary>
internal sealed class UpstreamDouble : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ArkScript> _scripts = new();
    private readonly ConcurrentDictionary<string, ArkScript> _tasks = new();
    private WebApplication? _app;
    private int _next;

    public static byte[] Video { get; } = MakeVideo();

    public string BaseUrl => LoopbackServer.UrlOf(_app!) + "/api/v3";

    public static async Task<UpstreamDouble> StartAsync()
    {
        var upstream = new UpstreamDouble();
        upstream._app = await LoopbackServer.StartAsync(app =>
        {
            app.MapPost("/api/v3/contents/generations/tasks", (RequestDelegate)upstream.SubmitAsync);
            app.MapGet("/api/v3/contents/generations/tasks/{id}", (RequestDelegate)upstream.PollAsync);
            app.MapMethods("/files/{name}", ["GET", "HEAD"], (RequestDelegate)SendVideoAsync);
        });
        return upstream;
    }

    public ArkScript Script(string prompt) => _scripts.GetOrAdd(prompt, _ => new ArkScript());

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    public static Task AnswerAsync(HttpContext context, int status, string body, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }

    private async Task SubmitAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var script = Script((string)body["content"]![0]!["text"]!);
        var id = $"cgt-20260601-{Interlocked.Increment(ref _next):d5}";
        _tasks[id] = script;
        script.CountSubmission(body, context.Request.Headers.Authorization.ToString());
        if (script.OnSubmit is { } answer) await answer(context);
        if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await AnswerAsync(context, 200, $$"""{"id":"{{id}}"}""");
    }

    private async Task PollAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (!_tasks.TryGetValue(id, out var script))
        {
            await AnswerAsync(context, 404, """{"error":{"code":"NotFound","message":"no such task","type":"NotFound"}}""");
            return;
        }

        var number = script.CountPoll();
        var status = number == 1 ? "queued" : script.StaysRunning || number == 2 ? "running" : "succeeded";
        var task = new JsonObject { ["id"] = id, ["model"] = (string?)script.LastBody!["model"], ["status"] = status, ["created_at"] = 1778754737, ["updated_at"] = 1778755025 };
        if (status == "succeeded")
        {
            task["content"] = new JsonObject { ["video_url"] = $"{LoopbackServer.UrlOf(_app!)}/files/{id}.mp4?token=t" };
            task["usage"] = new JsonObject { ["completion_tokens"] = 108900, ["total_tokens"] = 108900 };
        }

        await AnswerAsync(context, 200, task.ToJsonString());
    }

    private static Task SendVideoAsync(HttpContext context) =>
        Results.Bytes(Video, "video/mp4", enableRangeProcessing: true).ExecuteAsync(context);

    private static byte[] MakeVideo()
    {
        var bytes = new byte[300_000];
        new Random(4711).NextBytes(bytes);
        return bytes;
    }
}
