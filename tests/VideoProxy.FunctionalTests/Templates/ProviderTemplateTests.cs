using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Templates;

/// <summary>A provider from the template works before its author changes anything.</summary>
public sealed class ProviderTemplateTests(TemplateClone clone) : IClassFixture<TemplateClone>
{
    // The other provider tests belong to plugins that this clone does not have.
    private const string TestsOfEveryPlugin = "FullyQualifiedName~.Fixtures.|FullyQualifiedName~.Contracts.";

    [Fact]
    public async Task Generated_providers_pass_the_provider_tests()
    {
        var tests = clone.CopyOutput("VideoProxy.ProviderTests");
        foreach (var (_, plugin, _, _) in TemplateClone.Providers) clone.Folder.CopyFile(BuiltPlugin(plugin), tests);

        var run = await ProcessRun.RunAsync(
            "dotnet", ["test", Path.Combine(tests, "VideoProxy.ProviderTests.dll"), "--filter", TestsOfEveryPlugin, "--logger", "console;verbosity=normal"], clone.Folder.Path);

        run.ShouldSucceed();
        foreach (var (plugin, file) in TestFiles()) run.Output.ShouldContain($"(plugin: \"{plugin}\", file: \"{file}\"");
    }

    [Fact]
    public async Task Generated_provider_files_are_accepted_and_make_the_documented_call()
    {
        var keys = TemplateClone.Providers.Select(provider => $"{provider.Variable}_API_KEY=a-key");

        var check = await ProcessRun.RunAsync("env", [.. keys, "dotnet", Path.Combine(clone.HostFolder, "VideoProxy.dll"), "check", "--explain"], clone.Folder.Path);

        check.ShouldSucceed();
        foreach (var (_, plugin, id, _) in TemplateClone.Providers)
        {
            check.Output.ShouldContain($"{id}: ok, {id}-films-1");
            check.Output.ShouldContain($"POST https://api.{id}.example/v1/films\n    X-{plugin}-Key: ***");
        }
    }

    [Theory]
    [InlineData("3D")]
    [InlineData("Größe")]
    [InlineData("Acme..Two")]
    public async Task Name_that_no_plugin_can_have_is_refused_and_writes_nothing(string name)
    {
        var before = Files();

        var run = await clone.GenerateAsync(name);

        run.ExitCode.ShouldNotBe(0);
        run.Errors.ShouldContain("No file was written, because a provider cannot have this name.");
        run.Errors.ShouldContain("Choose a name of at most 40 letters (A-Z, a-z) and digits that begins with a letter.");
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task Name_of_a_provider_that_exists_is_refused_and_overwrites_nothing()
    {
        var file = clone.Folder.Join("plugins", "Acme", "README.md");
        File.WriteAllText(file, "edited by the author");

        (await clone.GenerateAsync("Acme")).ExitCode.ShouldNotBe(0);

        File.ReadAllText(file).ShouldBe("edited by the author");
    }

    private string BuiltPlugin(string plugin) => Path.Combine(clone.HostFolder, "plugins", plugin, $"VideoProxy.Providers.{plugin}.dll");

    private IEnumerable<(string Plugin, string File)> TestFiles() =>
        from provider in TemplateClone.Providers
        from folder in new[] { "fixtures", "mappings" }
        from file in Directory.GetFiles(clone.Folder.Join("plugins", provider.Plugin, folder))
        select (provider.Plugin, Path.GetFileName(file));

    private List<string> Files() =>
        [.. new[] { "plugins", "config" }.SelectMany(folder => Directory.GetFiles(clone.Folder.Join(folder), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
}
