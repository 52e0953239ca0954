namespace VideoProxy.ProviderTests.Fixtures;

/// <summary>One case of a fixture file: what goes in, what must come out.</summary>
internal sealed record FixtureCase(string Title, string Given, string Expected)
{
    private const string CaseLine = "==========";
    private const string ExpectedLine = "----------";

    /// <summary>Reads a file. Cases are parted by a line of ten =, their halves by one of ten -; # starts the title.</summary>
    public static IReadOnlyList<FixtureCase> ReadFile(string path)
    {
        var cases = Split(File.ReadAllText(path).ReplaceLineEndings("\n"), CaseLine).Select(text => Parse(text, path)).ToList();
        var doubled = cases.GroupBy(one => one.Title).FirstOrDefault(group => group.Count() > 1);
        return doubled is null ? cases : throw new FormatException($"{path}: the title '{doubled.Key}' is there twice.");
    }

    private static FixtureCase Parse(string text, string path)
    {
        var lines = text.Trim().Split('\n');
        var titleLines = lines.TakeWhile(line => line.StartsWith('#')).ToList();
        var halves = Split(string.Join('\n', lines.Skip(titleLines.Count)), ExpectedLine);
        if (titleLines.Count == 0 || halves.Length != 2)
            throw new FormatException($"{path}: a case needs a # title and one line {ExpectedLine}; this is not one:\n{text.Trim()}");

        return new FixtureCase(titleLines[0].TrimStart('#').Trim(), halves[0].Trim(), halves[1].Trim());
    }

    private static string[] Split(string text, string line) => $"\n{text}\n".Split($"\n{line}\n");
}
