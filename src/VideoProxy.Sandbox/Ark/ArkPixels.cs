namespace VideoProxy.Sandbox.Ark;

/// <summary>The documented output sizes. The number of billed tokens depends on the output size.</summary>
internal static class ArkPixels
{
    private static readonly string[] Wide = ["16:9", "4:3", "1:1", "21:9"];

    private static readonly Dictionary<string, (int Width, int Height)[]> Sizes = new()
    {
        ["480p"] = [(864, 496), (752, 560), (640, 640), (992, 432)],
        ["720p"] = [(1280, 720), (1112, 834), (960, 960), (1470, 630)],
        ["1080p"] = [(1920, 1080), (1664, 1248), (1440, 1440), (2206, 946)],
        ["4k"] = [(3840, 2160), (3328, 2496), (2880, 2880), (4412, 1892)],
    };

    public static (int Width, int Height) Of(string resolution, string ratio)
    {
        var column = Array.IndexOf(Wide, ratio);
        if (column >= 0)
        {
            return Sizes[resolution][column];
        }

        // 9:16, 3:4 and 9:21 have the size of the matching wide ratio with width and height swapped.
        var turned = string.Join(':', ratio.Split(':').Reverse());
        var (width, height) = Sizes[resolution][Array.IndexOf(Wide, turned)];
        return (height, width);
    }
}
