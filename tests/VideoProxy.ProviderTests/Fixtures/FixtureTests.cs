using Shouldly;
using VideoProxy.ProviderTests.Support;
using Xunit;

namespace VideoProxy.ProviderTests.Fixtures;

public sealed class FixtureTests
{
    /// <summary>Every case of every file, so that a provider's tests are text files only.</summary>
    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var folder in PluginFolder.All)
        {
            foreach (var file in folder.Fixtures)
            {
                foreach (var fixture in FixtureCase.ReadFile(file))
                    cases.Add(folder.Name, Path.GetFileName(file), fixture.Title);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fixture_run_through_its_provider_gives_what_it_states(string plugin, string file, string title)
    {
        var path = Repository.PathOf("plugins", plugin, "fixtures", file);
        var fixture = FixtureCase.ReadFile(path).Single(one => one.Title == title);

        var differences = FixtureRun.Differences(PluginFolder.Named(plugin), fixture);

        differences.ShouldBeEmpty($"plugins/{plugin}/fixtures/{file}, '{title}':\n{string.Join('\n', differences)}\n");
    }
}
