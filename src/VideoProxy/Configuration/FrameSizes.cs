using System.Globalization;

namespace VideoProxy.Configuration;

/// <summary>
/// Maps frame sizes to resolution names. Landscape, square and portrait of one resolution share its name. Sizes that are not in
/// the table get the name of the nearest height. Sources: LLM Gateway's size table and BytePlus' pixel table, 2026-11.
/// </summary>
internal static class FrameSizes
{
    /// <summary>The bounds of a width or height in pixels.</summary>
    public const int Shortest = 16, Longest = 16384;

    private static readonly Dictionary<string, Dictionary<string, string>> ByResolution = new(StringComparer.OrdinalIgnoreCase)
    {
        ["480p"] = new() { ["16:9"] = "864x496", ["4:3"] = "752x560", ["1:1"] = "640x640", ["3:4"] = "560x752", ["9:16"] = "496x864", ["21:9"] = "992x432", ["9:21"] = "432x992" },
        ["720p"] = new() { ["16:9"] = "1280x720", ["4:3"] = "1112x834", ["1:1"] = "960x960", ["3:4"] = "834x1112", ["9:16"] = "720x1280", ["21:9"] = "1470x630", ["9:21"] = "630x1470" },
        ["768p"] = new() { ["16:9"] = "1366x768", ["9:16"] = "768x1366" },
        ["960p"] = new() { ["16:9"] = "1696x960" },
        ["1080p"] = new() { ["16:9"] = "1920x1080", ["4:3"] = "1664x1248", ["1:1"] = "1440x1440", ["3:4"] = "1248x1664", ["9:16"] = "1080x1920", ["21:9"] = "2206x946", ["9:21"] = "946x2206" },
        ["hd"] = new() { ["16:9"] = "1792x1024", ["9:16"] = "1024x1792" },
        ["2k"] = new() { ["16:9"] = "2560x1440", ["9:16"] = "1440x2560" },
        ["4k"] = new() { ["16:9"] = "3840x2160", ["9:16"] = "2160x3840" },
    };

    private static readonly Dictionary<string, (string Resolution, string Ratio)> Named = Invert();

    public static IEnumerable<string> Resolutions => ByResolution.Keys;

    public static bool TryParse(string size, out int width, out int height)
    {
        width = height = 0;
        var x = size.IndexOf('x', StringComparison.Ordinal);
        return x > 0 && int.TryParse(size.AsSpan(0, x), NumberStyles.None, CultureInfo.InvariantCulture, out width)
            && int.TryParse(size.AsSpan(x + 1), NumberStyles.None, CultureInfo.InvariantCulture, out height)
            && width is >= Shortest and <= Longest && height is >= Shortest and <= Longest;
    }

    /// <summary>Returns the size of a resolution and ratio, or null if the table has none.</summary>
    public static string? SizeOf(string resolution, string ratio) => ByResolution.GetValueOrDefault(resolution)?.GetValueOrDefault(ratio);

    public static string ResolutionOf(string size)
    {
        if (Named.TryGetValue(size, out var named)) return named.Resolution;
        return TryParse(size, out var width, out var height)
            ? Math.Min(width, height) switch { <= 600 => "480p", <= 744 => "720p", <= 864 => "768p", <= 1000 => "960p", <= 1600 => "1080p", _ => "4k" }
            : "";
    }

    public static string AspectRatioOf(string size)
    {
        if (Named.TryGetValue(size, out var named)) return named.Ratio;
        if (!TryParse(size, out var width, out var height)) return "";
        string[] ratios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21", "3:2", "2:3"];
        return ratios.MinBy(r => Math.Abs(Math.Log((double)width / height / Value(r))))!;
    }

    private static double Value(string ratio)
    {
        var colon = ratio.IndexOf(':', StringComparison.Ordinal);
        return double.Parse(ratio.AsSpan(0, colon), CultureInfo.InvariantCulture) / double.Parse(ratio.AsSpan(colon + 1), CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, (string, string)> Invert()
    {
        var named = ByResolution.SelectMany(r => r.Value.Select(s => (Size: s.Value, Name: (r.Key, s.Key)))).ToDictionary(p => p.Size, p => p.Name);
        named["848x480"] = named["854x480"] = ("480p", "16:9");
        named["480x854"] = ("480p", "9:16");
        return named;
    }
}
