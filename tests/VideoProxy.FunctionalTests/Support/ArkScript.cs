using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>How the double answers for one prompt, and what it saw of it.</summary>
internal sealed class ArkScript
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _submissions;
    private int _polls;
    private int _pollsNow;
    private int _mostPolls;

    /// <summary>Null: the task is accepted at once.</summary>
    public Func<HttpContext, Task>? OnSubmit { get; set; }

    /// <summary>The task is made although <see cref="OnSubmit"/> answers otherwise or not at all.</summary>
    public bool TakesSilently { get; set; }

    /// <summary>Null: the poll is answered with the task.</summary>
    public Func<HttpContext, Task>? OnPoll { get; set; }

    /// <summary>Null: the file is there.</summary>
    public Func<HttpContext, Task>? OnFile { get; set; }

    /// <summary>While set, polls say <c>queued</c>.</summary>
    public bool StaysQueued { get; set; }

    /// <summary>While set, polls say <c>running</c>.</summary>
    public bool StaysRunning { get; set; }

    public int Submissions => _submissions;
    public int Polls => _polls;

    /// <summary>The most polls of this prompt's task that were under way at the same time.</summary>
    public int MostPollsAtOnce => _mostPolls;

    /// <summary>The states in which a task of this prompt was deleted.</summary>
    public ConcurrentQueue<string> Deletions { get; } = new();
    public JsonNode? LastBody { get; private set; }
    public string? LastAuthorization { get; private set; }

    /// <summary>Done as soon as the first submission was read.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(Until.Patience);

    /// <summary>Done as soon as the answer to the first submission was sent.</summary>
    public Task Answered => _answered.Task.WaitAsync(Until.Patience);

    public void CountSubmission(JsonNode body, string authorization)
    {
        (LastBody, LastAuthorization) = (body, authorization);
        Interlocked.Increment(ref _submissions);
        _arrived.TrySetResult();
    }

    /// <summary>From now on polls say that the provider gave the task up after its own deadline.</summary>
    public void Expire() => OnPoll = context => UpstreamDouble.AnswerAsync(
        context, StatusCodes.Status200OK, $$"""{"id":"{{context.Request.RouteValues["id"]}}","status":"expired"}""");

    /// <summary>From now on polls say that the task has failed with this code of ModelArk's.</summary>
    public void FailWith(string nativeCode) => OnPoll = context => UpstreamDouble.AnswerAsync(
        context, StatusCodes.Status200OK, $$$"""{"id":"{{{context.Request.RouteValues["id"]}}}","status":"failed","error":{"code":"{{{nativeCode}}}","message":"it failed"}}""");

    public void CountAnswer() => _answered.TrySetResult();

    public void CountDeletion(string status) => Deletions.Enqueue(status);

    /// <summary>Counts a poll; dispose it when it has been answered.</summary>
    public IDisposable BeginPoll()
    {
        Interlocked.Increment(ref _polls);
        var now = Interlocked.Increment(ref _pollsNow);
        for (var most = _mostPolls; now > most && Interlocked.CompareExchange(ref _mostPolls, now, most) != most; most = _mostPolls) { }
        return new Poll(this);
    }

    private sealed class Poll(ArkScript script) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref script._pollsNow);
    }
}
