using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace VideoProxy.Cli;

/// <summary>A time in the past as people type it: an age such as 90s, 30m, 6h or 7d, or a date such as 2026-11-28 or 2026-11-28T06:00Z.</summary>
internal static class PastTime
{
    private const string Forms = "an age such as 90s, 30m, 6h or 7d, or a UTC time such as 2026-11-28 or 2026-11-28T06:00Z";

    /// <summary>Creates an option whose value is in unix milliseconds.</summary>
    public static Option<long?> Option(string name, string description, TimeProvider time) => new(name)
    {
        Description = $"{description} It is {Forms}.",
        HelpName = "TIME",
        CustomParser = given => Parse(given, time),
    };

    /// <summary>Returns the time in unix milliseconds, or null if the text is none.</summary>
    public static long? Parse(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && UnitOf(text[^1]) is { } unit && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return Math.Max(0, now.ToUnixTimeMilliseconds() - (long)(count * unit.TotalMilliseconds));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Math.Max(0, moment.ToUnixTimeMilliseconds()) : null;
    }

    private static long? Parse(ArgumentResult given, TimeProvider time)
    {
        var text = given.Tokens.Single().Value;
        if (Parse(text, time.GetUtcNow()) is { } parsed) return parsed;
        given.AddError($"'{text}' is not a time. Give {Forms}.");
        return null;
    }

    private static TimeSpan? UnitOf(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
