using System.Text.RegularExpressions;

namespace VideoProxy.Tests.Docs;

/// <summary>A Markdown file of the repository, with its links and the anchors of its headings.</summary>
internal sealed partial class MarkdownPage
{
    // Folders that hold no pages of ours.
    private static readonly string[] Skipped = ["artifacts", "node_modules", "data", "out", "TestResults"];

    private MarkdownPage(string path)
    {
        Path = path;
        // Code shows links; it has none.
        var text = CodeSpan().Replace(CodeBlock().Replace(File.ReadAllText(path), ""), match => new string('x', match.Length));
        Links = [.. Link().Matches(text).Select(match => match.Groups["target"].Value)];
        Anchors = AnchorsOf(File.ReadAllText(path)).ToHashSet();
    }

    public string Path { get; }

    public IReadOnlyList<string> Links { get; }

    public IReadOnlySet<string> Anchors { get; }

    public static MarkdownPage Read(string path) => new(path);

    public static IReadOnlyList<MarkdownPage> ReadAll(string root) => [.. FilesBelow(new DirectoryInfo(root)).Select(file => new MarkdownPage(file.FullName))];

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) =>
    [
        .. folder.EnumerateFiles("*.md"),
        .. folder.EnumerateDirectories().Where(child => child.Name[0] != '.' && !Skipped.Contains(child.Name)).SelectMany(FilesBelow),
    ];

    /// <summary>Builds anchors as GitHub does: lower case, spaces as hyphens, no punctuation, and a number for a heading that is repeated.</summary>
    private static IEnumerable<string> AnchorsOf(string text)
    {
        var headings = Heading().Matches(CodeBlock().Replace(text, "")).Select(match => Punctuation().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));
        foreach (var same in headings.GroupBy(slug => slug))
        {
            foreach (var index in Enumerable.Range(0, same.Count())) yield return index == 0 ? same.Key : $"{same.Key}-{index}";
        }
    }

    [GeneratedRegex(@"^(```|~~~).*?^\1", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex Punctuation();
}
