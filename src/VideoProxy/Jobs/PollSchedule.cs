using System.Collections.Concurrent;
using VideoProxy.Configuration;

namespace VideoProxy.Jobs;

/// <summary>When to ask next: rarely while a model cannot be ready yet, often around the time it usually takes.</summary>
internal sealed class PollSchedule(TrackerOptions options)
{
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(10);

    /// <summary>How long a job that ended while its provider goes on is still asked for.</summary>
    public static readonly TimeSpan LateWindow = TimeSpan.FromHours(24);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, double> _usualSeconds = new(StringComparer.Ordinal);

    /// <summary>The longest wait between two polls that succeed.</summary>
    public TimeSpan Max => options.MaxInterval > options.MinInterval ? options.MaxInterval : options.MinInterval;

    /// <summary>Remembers how long a finished job of this offering took; old values fade.</summary>
    public void Learn(string offering, TimeSpan took) =>
        _usualSeconds.AddOrUpdate(offering, took.TotalSeconds, (_, usual) => (usual * 0.8) + (took.TotalSeconds * 0.2));

    public TimeSpan Next(string offering, TimeSpan age)
    {
        // Until 80 % of the usual time has gone there is nothing to see; without experience, a tenth of the age.
        var wait = _usualSeconds.TryGetValue(offering, out var usual)
            ? (usual * 0.8) - age.TotalSeconds
            : age.TotalSeconds / 10;
        return Clamp(TimeSpan.FromSeconds(Math.Max(0, wait)), options.MinInterval, Max);
    }

    /// <summary>The wait after the given number of failed polls in a row: 10 s doubling to 5 min.</summary>
    public static TimeSpan Backoff(long failures, TimeSpan? retryAfter)
    {
        var wait = FirstBackoff * Math.Pow(2, Math.Clamp(failures - 1, 0, 8));
        return Clamp(wait > retryAfter || retryAfter is null ? wait : retryAfter.Value, FirstBackoff, MaxBackoff);
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan min, TimeSpan max) => value < min ? min : value > max ? max : value;
}
