namespace VideoProxy.FunctionalTests.Support;

/// <summary>Prompts that no other test uses, all with one word that must never be found in a log.</summary>
internal static class Prompts
{
    public const string Marker = "lighthouse";

    private static int _next;

    public static string New(string about = "a") => $"{about} {Marker} number {Interlocked.Increment(ref _next)}";
}
