namespace VideoProxy.Abstractions;

/// <summary>A string that may be the video. The one with the highest rank is.</summary>
internal sealed record VideoCandidate(FoundVideo Video, int Rank)
{
    public const int Unusable = -1, Picture = 0;
    private const int Preview = 1, Link = 2, NamedVideo = 3;
    private const string Mp4 = "video/mp4";
    private static readonly string[] VideoEndings = [".mp4", ".webm", ".mov", ".m4v", ".mkv"];
    private static readonly string[] OtherEndings =
        [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg", ".mp3", ".wav", ".aac", ".m4a", ".ogg", ".srt", ".vtt", ".json", ".txt", ".html", ".zip", ".m3u8"];

    public bool IsVideo => Rank > Picture;

    /// <summary>Returns null for a text inside a list or object that is no link.</summary>
    public static VideoCandidate? Of(string? text, string pointer, VideoHint hint, bool isCut)
    {
        if (isCut) return new(new(pointer, null, Mp4), hint == VideoHint.Other ? Picture : NamedVideo);
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && text.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma) return OfData(text[5..comma], pointer);
        if (!FoundVideo.IsHttp(text)) return text[0] is '[' or '{' ? null : new(new(pointer, text, null), Unusable);
        return new(new(pointer, text, null), RankOf(new Uri(text), hint));
    }

    private static VideoCandidate OfData(string type, string pointer)
    {
        var mime = type.Split(';')[0].Trim();
        var isVideo = mime.Length == 0 || mime.StartsWith("video/", StringComparison.OrdinalIgnoreCase) || mime.StartsWith("application/", StringComparison.OrdinalIgnoreCase);
        return new(new(pointer, null, isVideo && mime.StartsWith("video/", StringComparison.OrdinalIgnoreCase) ? mime : Mp4), isVideo ? NamedVideo : Picture);
    }

    private static int RankOf(Uri link, VideoHint hint)
    {
        var ending = Path.GetExtension(link.AbsolutePath).ToLowerInvariant();
        if (hint == VideoHint.Other || OtherEndings.Contains(ending)) return Picture;
        if (hint == VideoHint.Preview || VideoHint.OfName(Path.GetFileNameWithoutExtension(link.AbsolutePath)) == VideoHint.Preview) return Preview;
        return hint == VideoHint.Video || VideoEndings.Contains(ending) ? NamedVideo : Link;
    }
}
