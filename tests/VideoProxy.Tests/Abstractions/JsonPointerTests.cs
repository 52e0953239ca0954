using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Root = JsonDocument.Parse("""{"a": {"b": ["x", {"c/d": "deep", "e~f": "odd", "": "empty name"}]}, "n": 1, "none": ""}""").RootElement;

    [Theory]
    [InlineData("/a/b/0", "x")]
    [InlineData("/a/b/1/c~1d", "deep")]
    [InlineData("/a/b/1/e~0f", "odd")]
    [InlineData("/a/b/1/", "empty name")]
    [InlineData("/n", "1")]
    public void FindText_leads_to_the_string_or_number(string path, string expected) => JsonPointer.FindText(Root, path).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("/a")]
    [InlineData("/a/b/2")]
    [InlineData("/a/b/-")]
    [InlineData("/a/b/x")]
    [InlineData("/a~2b")]
    [InlineData("/none")]
    [InlineData("/missing/deep")]
    public void FindText_is_null_where_there_is_no_string(string path) => JsonPointer.FindText(Root, path).ShouldBeNull();

    [Fact]
    public void FindText_of_a_lone_surrogate_is_null() =>
        JsonPointer.FindText(JsonDocument.Parse("""{"id": "\ud800"}""").RootElement, "/id").ShouldBeNull();

    [Fact]
    public void FindText_without_a_document_is_null() => JsonPointer.FindText(null, "/a").ShouldBeNull();
}
