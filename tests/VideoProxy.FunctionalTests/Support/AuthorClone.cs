namespace VideoProxy.FunctionalTests.Support;

/// <summary>A copy of the repository with all that the build of a plugin needs, and with the built host.</summary>
internal sealed class AuthorClone : IDisposable
{
    private static readonly string[] RootFiles =
        ["Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", ".editorconfig", "global.json", "VideoProxy.sln"];

    public AuthorClone()
    {
        foreach (var name in RootFiles) Folder.CopyFile(Path.Combine(Repository.Root, name), "");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "plugins"))) Folder.CopyFile(file, "plugins");
        Folder.CopyIn(Path.Combine(Repository.Root, "src", "VideoProxy.Abstractions"), "src", "VideoProxy.Abstractions");
        HostFolder = CopyOutput("VideoProxy");
    }

    public TempFolder Folder { get; } = new();

    /// <summary>The folder of the copied host, into which the build puts each plugin.</summary>
    public string HostFolder { get; }

    /// <summary>Copies what a project was built to.</summary>
    public string CopyOutput(string project) =>
        Folder.CopyIn(Path.Combine(Repository.Root, "artifacts", "bin", project, Repository.Configuration), "artifacts", "bin", project, Repository.Configuration);

    public async Task BuildAsync(string plugin)
    {
        string[] arguments =
        [
            "build", Folder.Join("plugins", plugin, $"{plugin}.csproj"), "-c", Repository.Configuration, "-warnaserror",
            "-nodeReuse:false", "-p:UseSharedCompilation=false",
        ];
        var build = await ProcessRun.RunAsync("dotnet", arguments, Folder.Path, TimeSpan.FromMinutes(3));
        build.ExitCode.ShouldBe(0, build.Output);
    }

    public void Dispose() => Folder.Dispose();
}
