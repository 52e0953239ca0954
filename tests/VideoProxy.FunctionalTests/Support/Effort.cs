namespace VideoProxy.FunctionalTests.Support;

/// <summary>How much a test does: a bounded share in CI, all of it with <c>tests/run.sh --long</c>.</summary>
internal static class Effort
{
    private static bool IsLong { get; } = Environment.GetEnvironmentVariable("VIDEOPROXY_LONG") == "1";

    public static int Of(int usual, int @long) => IsLong ? @long : usual;

    /// <summary>Where chance is involved: the same unless another is asked for.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("VIDEOPROXY_SEED"), out var seed) ? seed : 4711;
}
