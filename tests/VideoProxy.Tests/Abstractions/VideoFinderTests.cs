using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

/// <summary>The forms in which providers and resellers write the video. The documented place is /video/url or /output.</summary>
public sealed class VideoFinderTests
{
    private const string V = "https://cdn.example/v.mp4";

    [Theory]
    [InlineData("""{"video":{"url":"https://cdn.example/v.mp4"}}""", "/video/url")]
    [InlineData("""{"video":"https://cdn.example/v.mp4"}""", "/video")]
    [InlineData("""{"videos":[{"url":"https://cdn.example/v.mp4"}]}""", "/videos/0/url")]
    [InlineData("""{"response":{"video":{"url":"https://cdn.example/v.mp4"}}}""", "/response/video/url")]
    [InlineData("""{"data":{"videos":["https://cdn.example/v.mp4"]}}""", "/data/videos/0")]
    [InlineData("""{"output":"https://cdn.example/v.mp4"}""", "/output")]
    [InlineData("""{"output":["https://cdn.example/v.mp4"]}""", "/output/0")]
    [InlineData("""{"output":{"mp4":"https://cdn.example/v.mp4"}}""", "/output/mp4")]
    [InlineData("""{"output":{"a/b":"https://cdn.example/v.mp4"}}""", "/output/a~1b")]
    [InlineData("""{"output":["https://cdn.example/preview.png","https://cdn.example/v.mp4"]}""", "/output/1")]
    [InlineData("""{"output":["https://cdn.example/preview.mp4","https://cdn.example/v.mp4"]}""", "/output/1")]
    [InlineData("""{"output":{"preview":"https://cdn.example/p.mp4","video":"https://cdn.example/v.mp4"}}""", "/output/video")]
    [InlineData("""{"output":[{"type":"image","url":"https://cdn.example/1"},{"type":"video","url":"https://cdn.example/v.mp4"}]}""", "/output/1/url")]
    [InlineData("""{"output":{"thumbnail":{"url":"https://cdn.example/1"},"result":{"url":"https://cdn.example/v.mp4"}}}""", "/output/result/url")]
    [InlineData("""{"input":{"video":"https://client.example/in.mp4"},"output":"https://cdn.example/v.mp4"}""", "/output")]
    public void Link_is_found(string json, string place)
    {
        var found = Find(json);

        found.ShouldBe(new FoundVideo(place, V, null));
        found!.At(new ProviderCall("GET", "/t")).ShouldBe(new ContentLocation.Url(V));
    }

    [Theory]
    [InlineData("""{"output":"data:video/webm;base64,AAAA"}""", "/output", "video/webm")]
    [InlineData("""{"output":["data:image/png;base64,AAAA","data:video/mp4;base64,AAAA"]}""", "/output/1", "video/mp4")]
    [InlineData("""{"video":{"url":"data:application/octet-stream;base64,AAAA"}}""", "/video/url", "video/mp4")]
    public void Data_url_is_video_inside_the_reply(string json, string place, string type)
    {
        var call = new ProviderCall("GET", "/t");

        Find(json)!.At(call).ShouldBe(new ContentLocation.Base64Inside(call, place, type));
    }

    [Fact]
    public void String_that_was_cut_out_is_video_inside_the_reply() =>
        Find("""{"output":[""]}""", "/output/0").ShouldBe(new FoundVideo("/output/0", null, "video/mp4"));

    [Theory]
    [InlineData("""{"output":"/outputs/x.mp4"}""", "/outputs/x.mp4")]
    [InlineData("""{"output":"javascript:alert(1)"}""", "javascript:alert(1)")]
    [InlineData("""{"video":{"url":"ftp://cdn.example/v.mp4"}}""", "ftp://cdn.example/v.mp4")]
    public void Unusable_text_in_the_documented_place_is_reported(string json, string text)
    {
        var found = Find(json)!;

        (found.Link, found.IsLink).ShouldBe((text, false));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"status":"completed","url_of_docs":"https://docs.example/x"}""")]
    [InlineData("""{"output":null,"urls":{"get":"https://api.example/p/1"}}""")]
    [InlineData("""{"output":[]}""")]
    [InlineData("""{"output":{"status":"ok","preview_image":"https://cdn.example/1"}}""")]
    [InlineData("""{"output":["https://cdn.example/1.png"]}""")]
    [InlineData("""{"outputs":{"get":"https://api.example/p/1"}}""")]
    [InlineData("""{"input":{"url":"https://client.example/in.mp4"}}""")]
    [InlineData("""{"data":{"metadata":{"video":{"url":"https://client.example/x.mp4"}}}}""")]
    public void Nothing_is_guessed(string json) => Find(json).ShouldBeNull();

    [Fact]
    public void Link_in_text_that_is_json_is_found()
    {
        var reply = new ProviderReply(200, new Dictionary<string, string>(), """{"urls":"[\"https://cdn.example/v.mp4\"]"}""");

        VideoFinder.LinkIn(reply.Find("urls")).ShouldBe(V);
    }

    [Fact]
    public void Deep_and_wide_replies_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 60)) + $"\"{V}\"" + new string('}', 60);
        var wide = "[" + string.Join(",", Enumerable.Repeat("1", 10_000)) + $",\"{V}\"]";

        Find($$"""{"output":{{deep}}}""").ShouldBeNull();
        Find($$"""{"output":{{wide}}}""").ShouldBeNull();
    }

    private static FoundVideo? Find(string json, params string[] cut) =>
        VideoFinder.Find(new ProviderReply(200, new Dictionary<string, string>(), json) { CutStrings = cut }, "/video/url", "/output");
}
