using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

public sealed class ProviderLoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(typeof(OddPlugin.MakesNothing), "plugin 'Odd' returned no provider (Create returned null). Correct the plugin.")]
    [InlineData(typeof(OddPlugin.FailsToCreate), "plugin 'Odd' threw InvalidOperationException in Create: the moon is full Correct the plugin or the file's settings.")]
    public void Load_plugin_that_makes_no_provider_refuses_its_file_at_the_plugins_line(Type wrong, string reason)
    {
        OddPlugin.Write(_folder.Path, "Odd", wrong);

        var refused = Refused(Samples.ProviderFile.Replace("ByteDance", "Odd"));

        refused.Reason.ShouldBe($"plugin: {reason}");
        refused.Faults.ShouldHaveSingleItem().ToString().ShouldBe($"providers/sample.json:3 plugin: {reason}");
    }

    [Fact]
    public void Load_settings_that_the_plugin_refuses_are_told_at_their_line()
    {
        var file = Samples.ProviderFile.Replace("\"models\":", "\"settings\": { \"colour\": 1 },\n\"models\":");

        var refused = Refused(file, Plugins.Shipped);

        refused.Reason.ShouldBe("settings.colour: 'colour' is not known here. This plugin has no settings");
        refused.Faults.ShouldHaveSingleItem().ToString().ShouldBe("providers/sample.json:6 " + refused.Reason);
    }

    [Fact]
    public void Load_one_broken_plugin_leaves_the_others_on()
    {
        var snapshot = Snapshot(Samples.Provider(), Samples.Provider(Samples.ProviderFile.Replace("ByteDance", "Missing")));

        var (loaded, refused) = new ProviderLoader(new PluginLoader(Plugins.Shipped)).Load(snapshot);

        loaded.ShouldHaveSingleItem().Config.Plugin.ShouldBe("ByteDance");
        refused.ShouldHaveSingleItem().Reason.ShouldStartWith("plugin: plugin 'Missing' was not found:");
    }

    private DisabledProvider Refused(string file, string? plugins = null) =>
        new ProviderLoader(new PluginLoader(plugins ?? _folder.Path)).Load(Snapshot(Samples.Provider(file))).Refused.ShouldHaveSingleItem();

    private static ConfigSnapshot Snapshot(params ProviderConfig[] providers) => new(providers, []);
}
