namespace VideoProxy.Tests.Architecture;

/// <summary>
/// Reads the compiled host and checks that every folder uses only folders on lower floors, or on its own floor without a circle.
/// docs/architecture.md shows the same floors.
/// </summary>
public sealed class FloorsTests
{
    internal static readonly string[][] Floors =
    [
        ["Hosting", "Errors", "Telemetry", "Configuration", "Network", "Storage"],
        ["Accounts", "Providers", "Catalog"],
        ["Jobs"],
        ["Content", "Callbacks"],
        ["Dialects"],
        ["Pipeline"],
        ["Cli", "Console", "Mcp"],
    ];

    private static readonly IReadOnlyList<Use> Uses = Use.ReadAll(typeof(GatewayApp).Assembly.Location, "VideoProxy.");

    [Fact]
    public void Folder_uses_only_the_floors_below()
    {
        var upward = Uses.Where(use => FloorOf(use.To) > FloorOf(use.From)).Select(use => use.ToString());

        upward.ShouldBeEmpty();
    }

    [Fact]
    public void Folders_of_one_floor_do_not_use_each_other_in_a_circle()
    {
        var arrows = Uses.Select(use => (use.From, use.To)).ToHashSet();
        var circular = Uses.Where(use => Reaches(use.To, use.From, arrows, [])).Select(use => use.ToString());

        circular.ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_has_a_floor() =>
        Uses.SelectMany(use => new[] { use.From, use.To }).Distinct().Where(folder => FloorOf(folder) < 0).ShouldBeEmpty();

    private static int FloorOf(string folder) => Array.FindIndex(Floors, floor => floor.Contains(folder));

    private static bool Reaches(string from, string target, HashSet<(string From, string To)> arrows, HashSet<string> seen) =>
        from == target || (seen.Add(from) && arrows.Any(arrow => arrow.From == from && Reaches(arrow.To, target, arrows, seen)));
}
