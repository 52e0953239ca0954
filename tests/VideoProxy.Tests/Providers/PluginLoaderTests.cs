using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

public sealed class PluginLoaderTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "..", "..", "VideoProxy", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "plugins");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_shipped_plugin_has_its_folders_name_and_our_contract()
    {
        var result = new PluginLoader(Shipped).Load("ByteDance");
        result.Fault.ShouldBeNull();
        result.Plugin!.Name.ShouldBe("ByteDance");
    }

    [Fact]
    public void Load_missing_plugin_says_where_it_was_looked_for()
    {
        var fault = new PluginLoader(_folder.Path).Load("Nope").Fault!;
        fault.ShouldSatisfyAllConditions(f => f.ShouldContain("plugin 'Nope'"), f => f.ShouldContain("VideoProxy.Providers.Nope.dll"), f => f.ShouldContain("does not exist"));
    }

    [Fact]
    public void Load_file_that_is_no_assembly_says_so()
    {
        _folder.Write("Broken/VideoProxy.Providers.Broken.dll", "MZ, but not really");
        new PluginLoader(_folder.Path).Load("Broken").Fault!.ShouldContain("cannot be loaded");
    }

    [Fact]
    public void Load_assembly_without_the_contract_is_no_plugin()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Alien"));
        File.Copy(typeof(Shouldly.Should).Assembly.Location, Path.Combine(_folder.Path, "Alien", "VideoProxy.Providers.Alien.dll"));
        new PluginLoader(_folder.Path).Load("Alien").Fault!.ShouldContain("plugin 'Alien'");
    }
}
