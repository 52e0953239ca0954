using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Docs;

public sealed class LinkTests
{
    [Fact]
    public void Relative_links_of_all_pages_lead_to_files_and_headings()
    {
        var pages = MarkdownPage.ReadAll(Repository.Root);

        pages.Count.ShouldBeGreaterThan(10);
        pages.SelectMany(BrokenLinks).ShouldBeEmpty();
    }

    [Fact]
    public void Broken_links_are_found()
    {
        using var folder = new TempFolder();
        folder.Write("there.md", "# A heading: here\n\n# A heading: here\n");
        var page = folder.Write("page.md", "[1](there.md#a-heading-here-1) [2](gone.md) [3](there.md#gone) [4](#gone) `[5](gone)` [6](https://example.org/gone)\n");

        BrokenLinks(MarkdownPage.Read(page)).Select(broken => broken.Split(": ")[1]).ShouldBe(["gone.md", "there.md#gone", "#gone"]);
    }

    private static IEnumerable<string> BrokenLinks(MarkdownPage page) =>
        from link in page.Links
        where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
        let parts = link.Split('#', 2)
        let target = parts[0].Length == 0 ? page.Path : Path.GetFullPath(parts[0], Path.GetDirectoryName(page.Path)!)
        where !Path.Exists(target) || (parts.Length == 2 && !MarkdownPage.Read(target).Anchors.Contains(parts[1]))
        select $"{Path.GetRelativePath(Repository.Root, page.Path)}: {link}";
}
