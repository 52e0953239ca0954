using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Templates;

/// <summary>A clone in which providers were generated from the template and built.</summary>
public sealed class TemplateClone : IAsyncLifetime, IDisposable
{
    private readonly AuthorClone _clone = new();

    /// <summary>The providers: the name given to <c>dotnet new</c>, and what the template makes of it.</summary>
    internal static IReadOnlyList<(string Name, string Plugin, string Id, string Variable)> Providers { get; } =
        [("Acme", "Acme", "acme", "ACME"), ("My.Video2", "MyVideo2", "my-video2", "MY_VIDEO2")];

    internal TempFolder Folder => _clone.Folder;

    internal string HostFolder => _clone.HostFolder;

    public async Task InitializeAsync()
    {
        Folder.CopyIn(Repository.ConfigFolder, "config");
        (await DotnetNewAsync("install", Path.Combine(Repository.Root, "templates", "provider"))).ShouldSucceed();
        foreach (var (name, plugin, _, _) in Providers)
        {
            (await GenerateAsync(name)).ShouldSucceed();
            await _clone.BuildAsync(plugin);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _clone.Dispose();

    internal Task<ProcessResult> GenerateAsync(string name) => DotnetNewAsync("videoproxy-provider", "--name", name);

    internal string CopyOutput(string project) => _clone.CopyOutput(project);

    // A separate hive leaves the user's own templates as they are.
    private Task<ProcessResult> DotnetNewAsync(params string[] arguments) =>
        ProcessRun.RunAsync("dotnet", ["new", .. arguments, "--debug:custom-hive", Folder.Join("hive")], Folder.Path);
}
