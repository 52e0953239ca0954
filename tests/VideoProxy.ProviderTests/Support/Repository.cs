namespace VideoProxy.ProviderTests.Support;

/// <summary>Where the files under test are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "VideoProxy.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No VideoProxy.sln above {AppContext.BaseDirectory}.");
    }
}
