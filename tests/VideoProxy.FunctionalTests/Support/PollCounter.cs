using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A ModelArk on which every task is done; counts who is asked for, and how many at once.</summary>
internal sealed class PollCounter : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _polls = new();
    private WebApplication? _app;
    private int _now;
    private int _most;

    public string BaseUrl => LoopbackServer.UrlOf(_app!) + "/api/v3";

    /// <summary>How often each task was asked for.</summary>
    public IReadOnlyDictionary<string, int> Polls => _polls;

    /// <summary>The most polls that were under way at the same time.</summary>
    public int MostAtOnce => _most;

    public static async Task<PollCounter> StartAsync()
    {
        var counter = new PollCounter();
        counter._app = await LoopbackServer.StartAsync(app => app.MapGet("/api/v3/contents/generations/tasks/{id}", (RequestDelegate)counter.AnswerAsync));
        return counter;
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var now = Interlocked.Increment(ref _now);
        for (var most = _most; now > most && Interlocked.CompareExchange(ref _most, now, most) != most; most = _most) { }
        var id = (string)context.Request.RouteValues["id"]!;
        _polls.AddOrUpdate(id, 1, (_, n) => n + 1);
        // Long enough that polls overlap.
        await Task.Yield();
        Interlocked.Decrement(ref _now);
        await UpstreamDouble.AnswerAsync(context, 200, $$$"""{"id":"{{{id}}}","status":"succeeded","content":{"video_url":"https://files.example.com/{{{id}}}"}}""");
    }
}
