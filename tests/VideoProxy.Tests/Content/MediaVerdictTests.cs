using System.Text;
using VideoProxy.Content;

namespace VideoProxy.Tests.Content;

public sealed class MediaVerdictTests
{
    private const string Mp4 = "00000020667479706D70343200000000", QuickTime = "00000014667479707174202000000000", WebM = "1A45DFA39F4286810142F7810142F2810442F381084282847765626D";
    private const string OldQuickTime = "000012346D6F6F760000006C6D766864", Jpeg = "FFD8FFE000104A464946", Unknown = "00010203FFFEFDFC00010203FFFEFDFC";

    [Theory]
    [InlineData(Mp4, "video/mp4")]
    [InlineData(QuickTime, "video/quicktime")]
    [InlineData(OldQuickTime, "video/quicktime")]
    [InlineData(WebM, "video/webm")]
    [InlineData("4F67675300020000", "video/ogg")]
    public void Video_is_recognized_whatever_its_type(string hex, string type)
    {
        foreach (var declared in (string[])["", "application/octet-stream", "binary/octet-stream", "application/mp4", "text/plain", "text/html", "image/png", "video/x-anything"])
            Judge(declared, Convert.FromHexString(hex)).ShouldBe(new MediaVerdict(type, null), declared);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>", "an HTML page")]
    [InlineData("\n  <html lang=en>", "an HTML page")]
    [InlineData("\uFEFF<!doctype html>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "an XML document")]
    [InlineData("<Error/>", "an XML document")]
    [InlineData("{\"error\":{\"message\":\"quota exceeded\"}}", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("Not Found", "text")]
    [InlineData("Fehler: nicht verfügbar", "text")]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:3", "text")]
    [InlineData(" \r\n", "a body of white space")]
    [InlineData("", "an empty body")]
    public void Text_is_no_video_whatever_its_type(string body, string instead)
    {
        foreach (var declared in (string[])["", "video/mp4", "application/octet-stream", "text/html"])
            Judge(declared, Encoding.UTF8.GetBytes(body)).ShouldBe(new MediaVerdict(null, instead), declared);
    }

    [Theory]
    [InlineData("1F8B0800000000000003", "a compressed file")]
    [InlineData("504B030414000000", "a compressed file")]
    [InlineData("255044462D312E370A", "a PDF document")]
    [InlineData(Jpeg, "a picture (image/jpeg)")]
    public void Other_file_is_no_video_whatever_its_type(string hex, string instead) =>
        Judge("video/mp4", Convert.FromHexString(hex)).Instead.ShouldBe(instead);

    [Theory]
    [InlineData("video/x-new", "video/x-new")]
    [InlineData("", "video/mp4")]
    [InlineData("application/octet-stream", "video/mp4")]
    [InlineData("application/mp4", "video/mp4")]
    public void Unknown_bytes_are_what_their_type_says(string declared, string type) =>
        Judge(declared, Convert.FromHexString(Unknown)).ShouldBe(new MediaVerdict(type, null));

    [Theory]
    [InlineData("text/html", "an HTML page")]
    [InlineData("application/json", "JSON")]
    [InlineData("application/pdf", "a file of type application/pdf")]
    [InlineData("image/png", "a file of type image/png")]
    public void Unknown_bytes_of_another_type_are_no_video(string declared, string instead)
    {
        Judge(declared, Convert.FromHexString(Unknown)).Instead.ShouldBe(instead);
        MediaVerdict.Of(declared, "inside"u8, isBeginning: false, new(true, "video/mp4")).Instead.ShouldBe(instead);
    }

    [Fact]
    public void Bytes_inside_a_video_can_be_text()
    {
        MediaVerdict.Of("video/mp4", "<x:xmpmeta>"u8, isBeginning: false, new(true, "video/mp4")).Type.ShouldBe("video/mp4");
        MediaVerdict.Of("application/octet-stream", "<x:xmpmeta>"u8, isBeginning: false, new(true, "video/webm")).Type.ShouldBe("video/webm");
    }

    [Fact]
    public void Picture_is_one_if_it_was_asked_for() =>
        MediaVerdict.Of("", Convert.FromHexString(Jpeg), isBeginning: true, new(false, null)).ShouldBe(new MediaVerdict("image/jpeg", null));

    private static MediaVerdict Judge(string declared, byte[] head) => MediaVerdict.Of(declared, head, isBeginning: true, new(true, "video/mp4"));
}
