using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Plays a service that speaks the OpenAI Videos API: its videos are ready at the first poll.</summary>
internal sealed class VideosDouble : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonObject> _videos = new();
    private readonly ConcurrentQueue<Received> _submits = new();
    private WebApplication? _app;
    private int _next;

    public string BaseUrl => LoopbackServer.UrlOf(_app!) + "/v1";

    /// <summary>What answers a submit by its prompt in place of the double; it takes nothing then.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> OnSubmit { get; } = new();

    /// <summary>Prompts whose videos fail.</summary>
    public ConcurrentDictionary<string, bool> Failing { get; } = new();

    public static async Task<VideosDouble> StartAsync()
    {
        var videos = new VideosDouble();
        videos._app = await LoopbackServer.StartAsync(app =>
        {
            foreach (var path in (string[])["", "/edits", "/extensions", "/{id}/remix"]) app.MapPost("/v1/videos" + path, (RequestDelegate)videos.SubmitAsync);
            app.MapGet("/v1/videos/{id}", (RequestDelegate)videos.PollAsync);
            app.MapGet("/v1/videos/{id}/content", context => Results.Bytes(UpstreamDouble.Video, "video/mp4").ExecuteAsync(context));
        });
        return videos;
    }

    /// <summary>The submits with this prompt, whatever came of them.</summary>
    public IReadOnlyList<Received> SubmitsOf(string prompt) => [.. _submits.Where(submit => (string?)submit.Json["prompt"] == prompt)];

    /// <summary>The id of the video that was made for this prompt.</summary>
    public string? IdOf(string prompt) => _videos.FirstOrDefault(video => (string?)video.Value["prompt"] == prompt).Key;

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private async Task SubmitAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        _submits.Enqueue(new Received(context.Request.Path.Value!, text, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString())));
        var body = JsonNode.Parse(text)!;
        var prompt = (string)body["prompt"]!;
        if (OnSubmit.TryGetValue(prompt, out var answer))
        {
            await answer(context);
            return;
        }

        var id = $"up_{Interlocked.Increment(ref _next)}_{Guid.NewGuid():N}";
        _videos[id] = new JsonObject { ["id"] = id, ["object"] = "video", ["prompt"] = prompt, ["status"] = Failing.ContainsKey(prompt) ? "failed" : "completed" };
        await UpstreamDouble.AnswerAsync(context, 200, $$"""{"id":"{{id}}","object":"video","status":"queued"}""");
    }

    private Task PollAsync(HttpContext context) => _videos.TryGetValue((string)context.Request.RouteValues["id"]!, out var video)
        ? UpstreamDouble.AnswerAsync(context, 200, video.ToJsonString())
        : UpstreamDouble.AnswerAsync(context, 404, """{"error":{"message":"no such video","type":"invalid_request_error","param":null,"code":null}}""");
}
