using VideoProxy.Abstractions;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

/// <summary>Where what a plugin says against a file stands in it.</summary>
public sealed class PluginFaultsTests
{
    private static readonly string File = Samples.ProviderFile.Replace("\"models\":", """
        "settings": { "colour": "red", "deep": { "er": [1, 2] } },
        "models":
        """);

    [Theory]
    [InlineData("colour: must be blue", "settings.colour: must be blue")]
    [InlineData("deep.er[1]: must be 3", "settings.deep.er[1]: must be 3")]
    [InlineData("deep.er[7]: is missing", "settings.deep.er: [7]: is missing")]
    [InlineData("no colour at all", "settings: plugin 'ByteDance' refuses the file's settings: no colour at all")]
    public void Of_a_line_is_at_the_setting_that_it_names(string line, string told) => Of(line).ShouldBe([told]);

    [Fact]
    public void Of_several_lines_is_a_fault_for_each() => Of("colour: no\ndeep: no").ShouldBe(["settings.colour: no", "settings.deep: no"]);

    [Fact]
    public void Of_a_destination_is_at_its_own_setting_where_it_has_one()
    {
        var config = Samples.Provider(File.Replace("\"address\":", "\"settings\": { \"colour\": 7 }, \"address\":"));
        var (own, inherited) = ("colour: must be a string", "deep: must be flat");

        Paths(PluginFaults.Of(config, new ProviderSettingsException($"{own}\n{inherited}"), config.Destinations[0])).ShouldBe(
            [$"destinations.{config.Destinations[0].Name}.settings.colour: must be a string", "settings.deep: must be flat"]);
    }

    private static IEnumerable<string> Of(string lines) => Paths(PluginFaults.Of(Samples.Provider(File), new ProviderSettingsException(lines)));

    private static IEnumerable<string> Paths(IEnumerable<VideoProxy.Configuration.ConfigFault> faults) => faults.Select(fault => $"{fault.Path}: {fault.Message}");
}
