using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

/// <summary><c>remakes</c> in a provider file.</summary>
public sealed class RemakesTests
{
    private static readonly PluginLoader Shipped = new(Plugins.Shipped);
    private static readonly string Remaking = Samples.ProviderFile.Replace("\"promptMax\": 100,", "\"promptMax\": 100, \"remakes\": [\"extension\", \"remix\"],");

    [Fact]
    public void Read_words_are_the_offering_s_kinds() => Samples.Provider(Remaking).Models[0].Offering.Remakes.ShouldBe([RemakeKind.Remix, RemakeKind.Extension]);

    [Fact]
    public void Read_another_word_is_a_fault() =>
        Faults(Remaking.Replace("\"remix\"", "\"Remix\"")).ShouldHaveSingleItem().ShouldEndWith("models[0].remakes[1]: must be one of remix, edit, extension, not 'Remix'");

    [Fact]
    public void Read_prices_of_whole_videos_do_not_go_with_it() =>
        Faults(Remaking.Replace("\"1080p\": 0.3402", "\"1080p\": { \"perVideo\": { \"5\": 1, \"10\": 2 } }"))
            .ShouldHaveSingleItem().ShouldContain("prices.1080p: prices whole videos, but remakes can have any length");

    [Theory]
    [InlineData("OpenAiCompatible", 0)]
    [InlineData("ByteDance", 1)]
    public void Plugin_that_makes_none_contradicts_the_file(string plugin, int faults)
    {
        var config = Samples.Provider(Remaking.Replace("\"plugin\": \"ByteDance\"", $"\"plugin\": \"{plugin}\""));
        var translator = Shipped.Load(plugin).Plugin!.Create(new ProviderSettings(config.Id, config.Settings));

        var found = OfferConflicts.Find(config, translator).Select(fault => fault.ToString()).ToList();

        found.Count.ShouldBe(faults);
        found.ShouldAllBe(fault => fault.EndsWith("models[0].remakes: plugin 'ByteDance' cannot make a video from another one. Remove it"));
    }

    private static IReadOnlyList<string> Faults(string text)
    {
        using var folder = new TempFolder();
        folder.Write("providers/sample.json", text);
        return [.. CheckedProviderFiles.Read(folder.Path, _ => "key").Faults.Select(fault => fault.ToString())];
    }
}
