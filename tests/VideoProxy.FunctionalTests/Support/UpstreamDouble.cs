using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Plays ModelArk: tasks by POST and GET, results as files. Each prompt has a script of its own.</summary>
internal sealed class UpstreamDouble : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ArkScript> _scripts = new();
    private readonly ConcurrentDictionary<string, ArkTask> _tasks = new();
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
            app.MapGet("/api/v3/contents/generations/tasks", (RequestDelegate)upstream.ListAsync);
            app.MapGet("/api/v3/contents/generations/tasks/{id}", (RequestDelegate)upstream.PollAsync);
            app.MapDelete("/api/v3/contents/generations/tasks/{id}", (RequestDelegate)upstream.DeleteAsync);
            app.MapMethods("/files/{name}", ["GET", "HEAD"], (RequestDelegate)upstream.SendVideoAsync);
        });
        return upstream;
    }

    public ArkScript Script(string prompt) => _scripts.GetOrAdd(prompt, _ => new ArkScript());

    /// <summary>A task of this script that was made although nobody was told; its id.</summary>
    public string Take(ArkScript script)
    {
        var id = $"cgt-20260601-{Interlocked.Increment(ref _next):d5}";
        _tasks[id] = new ArkTask(id, (string)script.LastBody!["model"]!, script, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return id;
    }

    /// <summary>The script of the prompt that a task was made for.</summary>
    public ArkScript ScriptOf(string taskId) => _tasks[taskId].Script;

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    public static Task AnswerAsync(HttpContext context, int status, string body, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }

    public static Task ResetAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task SubmitAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var script = Script((string)body["content"]![0]!["text"]!);
        var id = $"cgt-20260601-{Interlocked.Increment(ref _next):d5}";
        if (script.OnSubmit is null || script.TakesSilently) _tasks[id] = new ArkTask(id, (string)body["model"]!, script, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        script.CountSubmission(body, context.Request.Headers.Authorization.ToString());
        if (script.OnSubmit is { } answer) await answer(context);
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        _tasks.TryAdd(id, new ArkTask(id, (string)body["model"]!, script, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        context.Response.OnCompleted(() =>
        {
            script.CountAnswer();
            return Task.CompletedTask;
        });
        await AnswerAsync(context, 200, $$"""{"id":"{{id}}"}""");
    }

    private async Task PollAsync(HttpContext context)
    {
        if (!_tasks.TryGetValue((string)context.Request.RouteValues["id"]!, out var task))
        {
            await AnswerAsync(context, 404, """{"error":{"code":"NotFound","message":"no such task","type":"NotFound"}}""");
            return;
        }

        using var poll = task.Script.BeginPoll();
        if (task.Script.OnPoll is { } answer) await answer(context);
        if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await AnswerAsync(context, 200, task.Next($"{LoopbackServer.UrlOf(_app!)}/files/{task.Id}.mp4?token=t").ToJsonString());
    }

    private Task ListAsync(HttpContext context)
    {
        var model = context.Request.Query["filter.model"].ToString();
        var page = int.Parse(context.Request.Query["page_size"].ToString(), CultureInfo.InvariantCulture);
        var items = _tasks.Values.Where(task => task.Model == model).OrderByDescending(task => task.CreatedAt).Take(page).Select(task => task.Listed());
        return AnswerAsync(context, 200, new JsonObject { ["items"] = new JsonArray([.. items]), ["total"] = _tasks.Count }.ToJsonString());
    }

    private Task DeleteAsync(HttpContext context) =>
        !_tasks.TryGetValue((string)context.Request.RouteValues["id"]!, out var task)
            ? AnswerAsync(context, 404, """{"error":{"code":"NotFound","message":"no such task","type":"NotFound"}}""")
            : task.TryDelete()
                ? AnswerAsync(context, 200, "")
                : AnswerAsync(context, 409, """{"error":{"code":"InvalidAction.RunningTaskDeletion","message":"it is running","type":"Conflict"}}""");

    private Task SendVideoAsync(HttpContext context)
    {
        var id = Path.GetFileNameWithoutExtension((string)context.Request.RouteValues["name"]!);
        return _tasks.GetValueOrDefault(id)?.Script.OnFile is { } answer ? answer(context) : Results.Bytes(Video, "video/mp4", enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static byte[] MakeVideo()
    {
        var bytes = new byte[300_000];
        new Random(4711).NextBytes(bytes);
        return bytes;
    }
}
