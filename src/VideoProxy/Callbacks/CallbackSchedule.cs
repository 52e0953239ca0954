using VideoProxy.Configuration;

namespace VideoProxy.Callbacks;

/// <summary>When to try again. Pure: chance is handed in.</summary>
internal static class CallbackSchedule
{
    private const double Jitter = 0.2;

    /// <param name="tried">Deliveries tried so far, at least 1.</param>
    /// <param name="random">0 to 1.</param>
    /// <param name="retryAfter">The receiver's own wish: it may only lengthen.</param>
    /// <param name="options">The schedule's bounds.</param>
    public static TimeSpan DelayAfter(long tried, double random, TimeSpan? retryAfter, CallbacksOptions options)
    {
        var plain = Math.Min(options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Clamp(tried - 1, 0, 40)), options.MaxDelay.TotalSeconds);
        // The cap is one: jitter does not go beyond it.
        var delay = TimeSpan.FromSeconds(Math.Min(plain * (1 + (Jitter * ((2 * random) - 1))), options.MaxDelay.TotalSeconds));
        var wish = retryAfter > options.MaxDelay ? options.MaxDelay : retryAfter;
        return wish > delay ? wish.Value : delay;
    }
}
