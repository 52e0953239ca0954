using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>How the double answers for one prompt, and what it saw of it.</summary>
internal sealed class ArkScript
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _submissions;
    private int _polls;

    /// <summary>Null: the task is accepted at once.</summary>
    public Func<HttpContext, Task>? OnSubmit { get; set; }

    /// <summary>While set, polls say <c>running</c>.</summary>
    public bool StaysRunning { get; set; }

    public int Submissions => _submissions;
    public int Polls => _polls;
    public JsonNode? LastBody { get; private set; }
    public string? LastAuthorization { get; private set; }

    /// <summary>Done as soon as the first submission was read.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(Until.Patience);

    public void CountSubmission(JsonNode body, string authorization)
    {
        (LastBody, LastAuthorization) = (body, authorization);
        Interlocked.Increment(ref _submissions);
        _arrived.TrySetResult();
    }

    public int CountPoll() => Interlocked.Increment(ref _polls);
}
