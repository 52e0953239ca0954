using System.Security.Cryptography;

namespace VideoProxy.Jobs;

/// <summary>Makes ids that cannot be guessed: a prefix and 120 random bits.</summary>
internal static class Ids
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Job() => "video_" + RandomNumberGenerator.GetString(Alphabet, 24);

    public static string Attempt() => "att_" + RandomNumberGenerator.GetString(Alphabet, 24);

    public static string Node() => "node_" + RandomNumberGenerator.GetString(Alphabet, 12);
}
