namespace VideoProxy.FunctionalTests.Support;

/// <summary>The smallest image, with bytes in it that text would not survive.</summary>
internal static class Images
{
    private const string PngBase64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public const string PngUrl = "data:image/png;base64," + PngBase64;

    public static byte[] Png { get; } = Convert.FromBase64String(PngBase64);
}
