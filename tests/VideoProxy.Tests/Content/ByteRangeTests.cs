using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VideoProxy.Content;

namespace VideoProxy.Tests.Content;

public sealed class ByteRangeTests
{
    private static readonly DateTimeOffset Modified = new(2026, 10, 21, 7, 28, 0, TimeSpan.Zero);
    private static readonly VideoFacts Video = new(1000, new EntityTagHeaderValue("\"abc\""), Modified);

    [Theory]
    [InlineData(null, 200, 0, 1000)]
    [InlineData("bytes=0-99", 206, 0, 100)]
    [InlineData("bytes=990-5000", 206, 990, 10)]
    [InlineData("bytes=500-", 206, 500, 500)]
    [InlineData("bytes=-10", 206, 990, 10)]
    [InlineData("bytes=-5000", 206, 0, 1000)]
    [InlineData("bytes=1000-", 416, 0, 0)]
    [InlineData("bytes=-0", 416, 0, 0)]
    [InlineData("lines=1-2", 200, 0, 1000)]
    [InlineData("bytes=9-1", 200, 0, 1000)]
    public void Range_asked_for_gives_that_part(string? range, int status, long from, long length)
    {
        var part = ByteRange.Of(Request(("Range", range)), Video);

        part.ShouldBe(new ByteRange(status, from, length));
    }

    [Theory]
    [InlineData("\"abc\"", 206)]
    [InlineData("\"old\"", 200)]
    [InlineData("W/\"abc\"", 200)]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT", 206)]
    [InlineData("Wed, 21 Oct 2026 07:28:01 GMT", 200)]
    [InlineData("nonsense", 200)]
    public void If_range_holds_for_the_same_bytes_only(string condition, int status) =>
        ByteRange.Of(Request(("Range", "bytes=0-9"), ("If-Range", condition)), Video).Status.ShouldBe(status);

    [Theory]
    [InlineData("\"abc\"", 304)]
    [InlineData("\"x\", W/\"abc\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"old\"", 200)]
    public void If_none_match_spares_what_the_client_has(string condition, int status) =>
        ByteRange.Of(Request(("If-None-Match", condition)), Video).Status.ShouldBe(status);

    [Theory]
    [InlineData("bytes=10-19", 206, 10, 10L)]
    [InlineData("bytes=10-", 200, 0, null)]
    [InlineData("bytes=-10", 200, 0, null)]
    public void Range_of_a_video_of_unknown_length_is_cut_if_it_has_both_ends(string range, int status, long from, long? length)
    {
        var part = ByteRange.Of(Request(("Range", range)), new VideoFacts(null, null, null));

        part.ShouldBe(new ByteRange(status, from, length));
    }

    [Fact]
    public void Several_ranges_are_all_counted() => ByteRange.Asked(Request(("Range", "bytes=0-1,5-6"))).Count.ShouldBe(2);

    [Fact]
    public void Content_range_names_part_and_whole()
    {
        new ByteRange(206, 10, 5).ContentRange(1000).ShouldBe("bytes 10-14/1000");
        new ByteRange(206, 10, 5).ContentRange(null).ShouldBe("bytes 10-14/*");
        new ByteRange(416, 0, 0).ContentRange(1000).ShouldBe("bytes */1000");
    }

    private static HttpRequest Request(params (string Name, string? Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return request;
    }
}
