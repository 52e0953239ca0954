using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

public sealed class PluginLoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_shipped_plugin_has_its_folders_name_and_our_contract()
    {
        var result = new PluginLoader(Plugins.Shipped).Load("ByteDance");
        result.Fault.ShouldBeNull();
        result.Plugin!.Name.ShouldBe("ByteDance");
    }

    [Fact]
    public void Load_missing_plugin_says_where_it_was_looked_for()
    {
        var fault = Fault("Nope");
        fault.ShouldSatisfyAllConditions(f => f.ShouldContain("plugin 'Nope'"), f => f.ShouldContain("VideoProxy.Providers.Nope.dll"), f => f.ShouldContain("does not exist"));
    }

    [Fact]
    public void Load_file_that_is_no_assembly_says_so()
    {
        _folder.Write("Broken/VideoProxy.Providers.Broken.dll", "MZ, but not really");
        Fault("Broken").ShouldContain("cannot be loaded");
    }

    [Fact]
    public void Load_half_an_assembly_says_that_it_cannot_be_loaded()
    {
        var file = OddPlugin.Write(_folder.Path, "Half", typeof(OddPlugin.Good));
        using (var stream = File.OpenWrite(file)) stream.SetLength(stream.Length / 2);

        Fault("Half").ShouldContain("cannot be loaded");
    }

    [Fact]
    public void Load_broken_list_of_dependencies_says_that_it_cannot_be_loaded()
    {
        OddPlugin.Write(_folder.Path, "Listless", typeof(OddPlugin.Good));
        _folder.Write("Listless/VideoProxy.Providers.Listless.deps.json", "{ oops");

        Fault("Listless").ShouldContain("cannot be loaded");
    }

    [Fact]
    public void Load_assembly_without_the_contract_is_no_plugin()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Alien"));
        File.Copy(typeof(Shouldly.Should).Assembly.Location, Path.Combine(_folder.Path, "Alien", "VideoProxy.Providers.Alien.dll"));
        Fault("Alien").ShouldContain("plugin 'Alien'");
    }

    [Fact]
    public void Load_plugin_of_another_major_version_names_both()
    {
        OddPlugin.WriteForContract(new Version(7, 1, 0, 0), _folder.Path, "Future", typeof(OddPlugin.Good));
        Fault("Future").ShouldStartWith("plugin 'Future' was built for VideoProxy.Abstractions 7.1.0.0, this gateway has 1.0.0.0");
    }

    [Fact]
    public void Load_plugin_of_another_minor_version_is_taken()
    {
        OddPlugin.WriteForContract(new Version(1, 9, 0, 0), _folder.Path, "Newer", typeof(OddPlugin.Good));
        new PluginLoader(_folder.Path).Load("Newer").Plugin!.Name.ShouldBe("Newer");
    }

    [Fact]
    public void Load_assembly_without_a_plugin_class_says_what_it_needs()
    {
        OddPlugin.Write(_folder.Path, "Empty");
        Fault("Empty").ShouldBe("plugin 'Empty' has 0 public classes that implement IProviderPlugin (); it needs exactly one.");
    }

    [Fact]
    public void Load_assembly_with_two_plugin_classes_names_them()
    {
        OddPlugin.Write(_folder.Path, "Twins", typeof(OddPlugin.Good), typeof(OddPlugin.Misnamed));
        Fault("Twins").ShouldContain("has 2 public classes that implement IProviderPlugin (GoodOfTwins, MisnamedOfTwins); it needs exactly one");
    }

    [Fact]
    public void Load_plugin_of_another_name_than_its_folder_gives_both()
    {
        OddPlugin.Write(_folder.Path, "Named", typeof(OddPlugin.Misnamed));
        Fault("Named").ShouldBe("plugin 'Named' has the Name 'Other'. The Name must be that of its folder.");
    }

    [Fact]
    public void Load_constructor_that_throws_gives_its_words()
    {
        OddPlugin.Write(_folder.Path, "Licenced", typeof(OddPlugin.FailsToStart));
        Fault("Licenced").ShouldContain("threw InvalidOperationException while FailsToStartOfLicenced was created: the licence is missing");
    }

    [Fact]
    public void Load_plugin_put_right_after_a_failure_is_taken()
    {
        var plugins = new PluginLoader(_folder.Path);
        plugins.Load("Late").Plugin.ShouldBeNull();

        OddPlugin.Write(_folder.Path, "Late", typeof(OddPlugin.Good));

        plugins.Load("Late").Plugin.ShouldNotBeNull();
    }

    private string Fault(string name) => new PluginLoader(_folder.Path).Load(name).Fault!;
}
