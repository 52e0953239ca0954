using VideoProxy.Configuration;

namespace VideoProxy.Callbacks;

/// <summary>Computes the time of the next delivery. It is a pure function, because the caller passes the random number.</summary>
internal static class CallbackSchedule
{
    private const double Jitter = 0.2;

    /// <param name="tried">The number of deliveries so far, at least 1.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    /// <param name="retryAfter">The receiver's Retry-After. It can only lengthen the delay, up to the configured maximum.</param>
    /// <param name="options">The first delay and the longest delay.</param>
    public static TimeSpan DelayAfter(long tried, double random, TimeSpan? retryAfter, CallbacksOptions options)
    {
        var plain = Math.Min(options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Clamp(tried - 1, 0, 40)), options.MaxDelay.TotalSeconds);
        // Jitter never exceeds the configured maximum.
        var delay = TimeSpan.FromSeconds(Math.Min(plain * (1 + (Jitter * ((2 * random) - 1))), options.MaxDelay.TotalSeconds));
        var wish = retryAfter > options.MaxDelay ? options.MaxDelay : retryAfter;
        return wish > delay ? wish.Value : delay;
    }
}
