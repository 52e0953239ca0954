using Shouldly;
using VideoProxy.ProviderTests.Support;
using Xunit;

namespace VideoProxy.ProviderTests.Fixtures;

public sealed class FixtureCoverage
{
    public static TheoryData<string> Plugins() => new(PluginFolder.All.Select(folder => folder.Name));

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Plugin_without_fixtures_fails(string plugin) =>
        PluginFolder.Named(plugin).Fixtures.ShouldNotBeEmpty($"plugins/{plugin}/fixtures holds no .txt file.");

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Plugin_assembly_has_one_plugin_named_after_its_folder(string plugin)
    {
        PluginFolder.Named(plugin).PluginTypes.Count.ShouldBe(1);
        PluginFolder.Named(plugin).Plugin.Name.ShouldBe(plugin);
    }
}
