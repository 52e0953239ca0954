using System.Security.Cryptography;

namespace VideoProxy.Jobs;

/// <summary>
/// Generates ids that cannot be guessed and that sort by time: 45 bits of milliseconds, then 95 random bits. Rows created
/// together are adjacent in every index, so a commit of many creates writes few pages.
/// </summary>
internal static class Ids
{
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    private const int TimeDigits = 9;
    private const int RandomDigits = 19;

    public static string Job(DateTimeOffset now) => Ordered("video_", now);

    public static string Attempt(DateTimeOffset now) => Ordered("att_", now);

    private static string Ordered(string prefix, DateTimeOffset now) => string.Concat(prefix, Time(now.ToUnixTimeMilliseconds()), RandomNumberGenerator.GetString(Alphabet, RandomDigits));

    private static string Time(long milliseconds) => string.Create(TimeDigits, milliseconds, static (digits, value) =>
    {
        for (var i = digits.Length - 1; i >= 0; i--, value >>= 5) digits[i] = Alphabet[(int)(value & 31)];
    });
}
