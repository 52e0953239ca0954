namespace VideoProxy.Tests.Support;

/// <summary>The plugins that the host was built with.</summary>
internal static class Plugins
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "..", "..", "VideoProxy", Configuration, "plugins");
}
