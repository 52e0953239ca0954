using System.Text.Json;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Root = JsonDocument.Parse("""{"a": {"b": ["x", {"c/d": "deep", "e~f": "odd", "": "empty name"}]}, "n": 1, "none": ""}""").RootElement;

    [Theory]
    [InlineData("/a/b/0", "x")]
    [InlineData("/a/b/1/c~1d", "deep")]
    [InlineData("/a/b/1/e~0f", "odd")]
    [InlineData("/a/b/1/", "empty name")]
    public void FindString_leads_to_the_string(string path, string expected) => JsonPointer.FindString(Root, path).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("/a")]
    [InlineData("/a/b/2")]
    [InlineData("/a/b/-")]
    [InlineData("/a/b/x")]
    [InlineData("/n")]
    [InlineData("/none")]
    [InlineData("/missing/deep")]
    public void FindString_is_null_where_there_is_no_string(string path) => JsonPointer.FindString(Root, path).ShouldBeNull();

    [Fact]
    public void FindString_without_a_document_is_null() => JsonPointer.FindString(null, "/a").ShouldBeNull();
}
