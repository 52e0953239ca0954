using System.Text;
using VideoProxy.Dialects;

namespace VideoProxy.Tests.Dialects;

public sealed class JsonBodyTests
{
    public static TheoryData<string> Wide => ["utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [Fact]
    public void WithoutMark_skips_the_mark_of_UTF_8_and_nothing_else()
    {
        JsonBody.WithoutMark(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{' }).ToArray().ShouldBe("{"u8.ToArray());
        JsonBody.WithoutMark(new byte[] { 0xEF, 0xBB, (byte)'{' }).Length.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Wide))]
    public void Check_other_encodings_of_unicode_are_named_with_and_without_a_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var body in (byte[][])[encoding.GetBytes("{}"), [.. encoding.GetPreamble(), .. encoding.GetBytes("{}")]])
            JsonBody.Check(body)!.Message.ShouldContain("Send JSON encoded as UTF-8");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void Check_nothing_is_an_empty_body(string text) => JsonBody.Check(Encoding.UTF8.GetBytes(text))!.Message.ShouldContain("is empty");

    [Fact]
    public void Check_JSON_in_UTF_8_is_good() => JsonBody.Check("{\"prompt\":\"é\"}"u8).ShouldBeNull();
}
