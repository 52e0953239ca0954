using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Configuration;

public sealed class PluginCopyTests : IDisposable
{
    private static readonly string[] RootFiles =
        ["Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", ".editorconfig", "global.json"];

    private readonly TempFolder _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Copy_of_a_plugin_under_another_name_and_one_file_make_a_working_provider()
    {
        CopySources();
        var host = _clone.CopyIn(Repository.HostFolder, "artifacts", "bin", "VideoProxy", Repository.Configuration);
        await BuildCopyAsync();
        Directory.Exists(Path.Combine(host, "plugins", "SeedanceCopy")).ShouldBeTrue();

        await using var bed = await TestBed.StartAsync(WriteCopy);
        await bed.Gateway.KillAsync();
        await bed.StartGatewayAsync(host);
        var prompt = Prompts.New();
        var job = await bed.Gateway.CompletedAsync(await bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, model: "seedance-copied")));

        ((string?)job["provider"]).ShouldBe("seedance-copy");
        bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
    }

    private static void WriteCopy(TestBed bed)
    {
        var file = ConfigFolder.SecondProvider("seedance-copy", "seedance-copied", bed.Upstream.BaseUrl);
        file["plugin"] = "SeedanceCopy";
        bed.Config.WriteProvider("seedance-copy", file.ToJsonString());
    }

    /// <summary>What a clone has that a plugin needs, and the copy: a folder of another name.</summary>
    private void CopySources()
    {
        foreach (var name in RootFiles) File.Copy(Path.Combine(Repository.Root, name), _clone.Join(name));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "plugins"))) _clone.CopyFile(file, "plugins");
        _clone.CopyIn(Path.Combine(Repository.Root, "src", "VideoProxy.Abstractions"), "src", "VideoProxy.Abstractions");
        _clone.CopyIn(Path.Combine(Repository.Root, "plugins", "ByteDance"), "plugins", "SeedanceCopy");
        File.Move(_clone.Join("plugins", "SeedanceCopy", "ByteDance.csproj"), _clone.Join("plugins", "SeedanceCopy", "SeedanceCopy.csproj"));
    }

    private async Task BuildCopyAsync()
    {
        string[] arguments = ["build", _clone.Join("plugins", "SeedanceCopy", "SeedanceCopy.csproj"), "-c", Repository.Configuration, "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        var build = await ProcessRun.RunAsync("dotnet", arguments, _clone.Path, TimeSpan.FromMinutes(3));
        build.ExitCode.ShouldBe(0, build.Output);
    }
}
