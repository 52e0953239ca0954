using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Configuration;

public sealed class PluginCopyTests : IDisposable
{
    private readonly AuthorClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Copy_of_a_plugin_under_another_name_and_one_file_make_a_working_provider()
    {
        CopyPlugin();
        await _clone.BuildAsync("SeedanceCopy");
        Directory.Exists(Path.Combine(_clone.HostFolder, "plugins", "SeedanceCopy")).ShouldBeTrue();

        await using var bed = await TestBed.StartAsync(WriteCopy);
        await bed.Gateway.KillAsync();
        await bed.StartGatewayAsync(_clone.HostFolder);
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

    private void CopyPlugin()
    {
        var copy = _clone.Folder.CopyIn(Path.Combine(Repository.Root, "plugins", "ByteDance"), "plugins", "SeedanceCopy");
        File.Move(Path.Combine(copy, "ByteDance.csproj"), Path.Combine(copy, "SeedanceCopy.csproj"));
    }
}
