using System.Text;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

public sealed class ReplyBodyTests
{
    private static readonly string Long = new('x', ProviderReply.LongestString + 1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public void Long_strings_are_cut_and_named_however_the_body_is_split(int piece)
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["a/b~c"] = new object[] { 1, "short", Long }, ["quo\"te"] = new { inner = Long, after = "é\\\"" }, ["last"] = true,
        });

        using var body = Read(json, piece);

        body.CutStrings.ShouldBe(["/a~1b~0c/2", "/quo\"te/inner"]);
        var expected = json.Replace(Long, "", StringComparison.Ordinal);
        body.Text().ShouldBe(expected);
    }

    [Fact]
    public void String_of_the_longest_length_stays()
    {
        var json = $$"""{"a":"{{Long[1..]}}"}""";

        using var body = Read(json, 1000);

        body.CutStrings.ShouldBeEmpty();
        body.Text().ShouldBe(json);
    }

    [Fact]
    public void Escaped_quotes_do_not_end_a_string()
    {
        using var body = Read($$"""{"a":"{{string.Concat(Enumerable.Repeat("\\\"", 40_000))}}","b":"c"}""", 3);

        body.CutStrings.ShouldBe(["/a"]);
        body.Text().ShouldBe("""{"a":"","b":"c"}""");
    }

    [Theory]
    [InlineData("<html><a href=\"x\">{\"a\":\"")]
    [InlineData("plain \"text")]
    [InlineData("\"just a string")]
    public void Body_that_is_no_document_is_left_alone(string start)
    {
        using var body = Read(start + Long, 1000);

        body.CutStrings.ShouldBeEmpty();
        body.Text().ShouldBe(start + Long);
    }

    [Fact]
    public void Many_long_strings_are_too_much()
    {
        using var body = Read($"[{string.Join(',', Enumerable.Repeat($"\"{Long}\"", 65))}]", 16 << 10);

        body.IsTooLong.ShouldBeTrue();
    }

    [Fact]
    public void Depth_and_names_without_end_are_held_in_bounds()
    {
        using var deep = Read(new string('[', 100_000), 1000);
        using var named = Read($$"""{"{{Long}}":"{{Long}}"}""", 1000);

        deep.CutStrings.ShouldBeEmpty();
        named.CutStrings.ShouldBeEmpty();
    }

    private static ReplyBody Read(string text, int piece)
    {
        var body = new ReplyBody();
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < bytes.Length; at += piece) body.Add(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
        return body;
    }
}
