using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A client's callback receiver: records all it gets, answers with the statuses it was given, then with 200.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> _answers = new();
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _before = new();
    private WebApplication? _app;

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        receiver._app = await LoopbackServer.StartAsync(app => app.MapFallback(receiver.TakeAsync));
        return receiver;
    }

    /// <summary>An address of its own for one test.</summary>
    public string Address(string name) => $"{LoopbackServer.UrlOf(_app!)}/{name}";

    public void AnswerFirst(string name, params int[] statuses) => _answers[$"/{name}"] = new(statuses);

    /// <summary>What happens before an answer at this address; a caller that is gone by then has delivered nothing.</summary>
    public void BeforeAnswer(string name, Func<HttpContext, Task> act) => _before[$"/{name}"] = act;

    public IReadOnlyList<Received> All => [.. _received];

    public IReadOnlyList<Received> For(string name) => [.. _received.Where(r => r.Path == $"/{name}")];

    public Task<Received> NextAsync(string name, int number = 1) =>
        Until.FoundAsync(() => Task.FromResult(For(name).ElementAtOrDefault(number - 1)), $"callback {number} at /{name}");

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var path = context.Request.Path.Value!;
        if (_before.TryGetValue(path, out var act)) await act(context);
        if (context.RequestAborted.IsCancellationRequested) return;
        context.Response.StatusCode = _answers.TryGetValue(path, out var answers) && answers.TryDequeue(out var status) ? status : 200;
        _received.Enqueue(new Received(path, body, headers));
    }
}
