using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Stops the first call at a double: says when it is there, and lets it go only when its caller is gone.</summary>
internal sealed class Hold
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task.WaitAsync(Until.Patience);

    public Task StopFirstAsync(HttpContext context) => _reached.TrySetResult() ? UntilGoneAsync(context) : Task.CompletedTask;

    public static async Task UntilGoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
