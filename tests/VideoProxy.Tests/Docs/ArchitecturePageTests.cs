using System.Text.RegularExpressions;
using VideoProxy.Tests.Architecture;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Docs;

public sealed partial class ArchitecturePageTests
{
    [Fact]
    public void Page_shows_every_folder_of_the_host_on_its_floor()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var shown = FloorRow().Matches(page).SelectMany(row => Name().Matches(row.Groups["folders"].Value).Select(name => $"{row.Groups["floor"].Value} {name.Groups[1].Value}"));
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "VideoProxy"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs").Any()).Select(Path.GetFileName);

        var expected = folders.Select(folder => $"{Array.FindIndex(FloorsTests.Floors, floor => floor.Contains(folder))} {folder}");
        shown.ShouldBe(expected, ignoreOrder: true);
    }

    [GeneratedRegex(@"^\| (?<floor>\d) \| (?<folders>`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex FloorRow();

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Name();
}
