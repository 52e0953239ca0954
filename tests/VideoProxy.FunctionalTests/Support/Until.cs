using System.Diagnostics;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Waits for something that gives no signal: asks often, up to a deadline.</summary>
internal static class Until
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<T> FoundAsync<T>(Func<Task<T?>> ask, string what, TimeSpan? patience = null) where T : class
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            if (await ask() is { } found) return found;
        }
        while (watch.Elapsed < (patience ?? Patience) && await timer.WaitForNextTickAsync());
        throw new TimeoutException($"Not seen in {watch.Elapsed.TotalSeconds:F1} s: {what}");
    }

    public static Task TrueAsync(Func<Task<bool>> ask, string what, TimeSpan? patience = null) =>
        FoundAsync(async () => await ask() ? what : null, what, patience);
}
