using System.Collections.Concurrent;
using VideoProxy.Configuration;

namespace VideoProxy.Jobs;

/// <summary>Computes the time between polls: long while the video cannot be ready yet, short around the model's usual duration.</summary>
internal sealed class PollSchedule(TrackerOptions options)
{
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(10);

    /// <summary>The time for which a job that has ended is still polled, because its provider may finish the video late.</summary>
    public static readonly TimeSpan LateWindow = TimeSpan.FromHours(24);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, double> _usualSeconds = new(StringComparer.Ordinal);

    /// <summary>The longest wait between two polls that succeed.</summary>
    public TimeSpan Max => options.MaxInterval > options.MinInterval ? options.MaxInterval : options.MinInterval;

    /// <summary>Updates the usual duration of this offering as a moving average.</summary>
    public void Learn(string offering, TimeSpan took) =>
        _usualSeconds.AddOrUpdate(offering, took.TotalSeconds, (_, usual) => (usual * 0.8) + (took.TotalSeconds * 0.2));

    public TimeSpan Next(string offering, TimeSpan age)
    {
        // Aims at 80 % of the usual duration, because the video is rarely ready before. If that is not known yet, the wait is a tenth of the age.
        var wait = _usualSeconds.TryGetValue(offering, out var usual)
            ? (usual * 0.8) - age.TotalSeconds
            : age.TotalSeconds / 10;
        return Clamp(TimeSpan.FromSeconds(Math.Max(0, wait)), options.MinInterval, Max);
    }

    /// <summary>Returns the wait after the given number of failed polls in a row. It doubles from 10 s up to 5 min.</summary>
    public static TimeSpan Backoff(long failures, TimeSpan? retryAfter)
    {
        var wait = FirstBackoff * Math.Pow(2, Math.Clamp(failures - 1, 0, 8));
        return Clamp(wait > retryAfter || retryAfter is null ? wait : retryAfter.Value, FirstBackoff, MaxBackoff);
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan min, TimeSpan max) => value < min ? min : value > max ? max : value;
}
