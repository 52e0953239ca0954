using System.Buffers.Text;
using VideoProxy.Dialects;

namespace VideoProxy.Tests.Dialects;

public sealed class Base64TextTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(300)]
    public void Decode_reads_each_alphabet_with_and_without_padding(int length)
    {
        // These bytes need the two characters in which the alphabets differ.
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(0xFB + (i % 5)))];
        var (standard, urlSafe) = (Convert.ToBase64String(bytes), Base64Url.EncodeToString(bytes));

        foreach (var text in (string[])[standard, standard.TrimEnd('='), urlSafe, urlSafe.PadRight(standard.Length, '='), $"\n{urlSafe}\n"])
            Base64Text.Decode(text)!.Value.ToArray().ShouldBe(bytes, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("a")]
    [InlineData("not base64!")]
    [InlineData("abc$")]
    public void Decode_other_text_gives_nothing(string text) => Base64Text.Decode(text).ShouldBeNull();
}
