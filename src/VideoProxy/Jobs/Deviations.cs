using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>
/// Compares a finished video with its request. A difference never changes the job, because the video exists and was paid for. Operators
/// read it in the log and in <c>jobs show</c>.
/// </summary>
internal static class Deviations
{
    // Encoders round to whole frames.
    private const double Seconds = 0.5;

    // 768p is a usual substitute for 720p, and encoders round to multiples of 16 lines.
    private const double Side = 0.1;

    /// <summary>Returns the difference in words, or null if there is none or the provider does not report what it made.</summary>
    public static string? Of(Job job, Delivered? delivered)
    {
        if (delivered is null) return null;
        var found = new List<string>();
        // The length of an extension is what it adds, and providers report the whole.
        if (job.Remake is null && delivered.Seconds is { } seconds && Math.Abs(seconds - job.Seconds) > Seconds)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{job.Seconds} seconds were requested and the provider reports {seconds:0.##}"));
        if (delivered is { Width: { } width, Height: { } height } && ShorterSide(job.Size) is { } wanted && Math.Abs(Math.Min(width, height) - wanted) > wanted * Side)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{job.Size} was requested and the provider reports {width}x{height}"));
        return found.Count == 0 ? null : string.Join(", ", found);
    }

    // The ratio may follow the first frame, so only the shorter side is compared.
    private static int? ShorterSide(string size)
    {
        var sides = size.Split('x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? pixels : 0).ToList();
        return sides.Count == 2 && sides.Min() > 0 ? sides.Min() : null;
    }
}
