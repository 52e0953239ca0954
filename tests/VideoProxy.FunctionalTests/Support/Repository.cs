namespace VideoProxy.FunctionalTests.Support;

/// <summary>Where the files of this clone and its build output are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder name of this build's configuration: the tests run the host of the same one.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string HostFolder => Path.Combine(Root, "artifacts", "bin", "VideoProxy", Configuration);

    public static string ConfigFolder => Path.Combine(Root, "config");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VideoProxy.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("VideoProxy.sln is in no folder above the tests.");
    }
}
