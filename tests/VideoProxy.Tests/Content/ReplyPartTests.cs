using System.Net;
using Microsoft.AspNetCore.Http;
using VideoProxy.Content;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Content;

/// <summary>A video of 1,000 bytes with the tag "a", and what providers answer when a part of it is asked for.</summary>
public sealed class ReplyPartTests
{
    [Theory]
    [InlineData("bytes=100-199", "bytes 100-199/1000")]
    [InlineData("bytes=100-199", "bytes 100-199/*")]
    [InlineData("bytes=900-5000", "bytes 900-999/1000")]
    [InlineData("bytes=100-", "bytes 100-999/1000")]
    [InlineData("bytes=-10", "bytes 990-999/1000")]
    [InlineData("bytes=0-", "bytes 0-999/1000")]
    public void Range_that_was_asked_for_is_passed_on(string asked, string given)
    {
        var part = Read(206, asked, given)!;

        (part.Range.Status, part.Skip, part.Range.ContentRange(part.Video.Length)).ShouldBe((206, 0, given));
    }

    [Theory]
    [InlineData("bytes=100-199", "bytes 0-99/1000")]
    [InlineData("bytes=100-199", "bytes 100-198/1000")]
    [InlineData("bytes=100-199", "bytes 100-299/1000")]
    [InlineData("bytes=100-", "bytes 100-499/1000")]
    [InlineData("bytes=100-", "bytes 100-999/*")]
    [InlineData("bytes=-10", "bytes 980-989/1000")]
    [InlineData("bytes=100-199", "pages 100-199/1000")]
    [InlineData("bytes=100-199", "bytes */1000")]
    [InlineData("bytes=100-199", null)]
    [InlineData(null, "bytes 0-99/1000")]
    [InlineData(null, null)]
    public void Other_part_is_not_passed_on(string? asked, string? given) => Read(206, asked, given).ShouldBeNull();

    [Fact]
    public void Length_that_contradicts_the_range_is_not_passed_on() =>
        Read(206, "bytes=100-199", "bytes 100-199/1000", reply => reply.Content.Headers.ContentLength = 50).ShouldBeNull();

    [Fact]
    public void Encoded_part_is_not_passed_on() =>
        Read(206, "bytes=100-199", "bytes 100-199/1000", reply => reply.Content.Headers.ContentEncoding.Add("gzip")).ShouldBeNull();

    [Theory]
    [InlineData(null, 200, 0, 1000)]
    [InlineData("bytes=100-199", 206, 100, 100)]
    [InlineData("bytes=-10", 206, 990, 10)]
    [InlineData("bytes=1000-", 416, 0, 0)]
    public void Whole_video_is_cut(string? asked, int status, long skip, long length)
    {
        foreach (var (given, contentRange) in ((int, string?)[])[(200, null), (203, null), (206, "bytes 0-999/1000")])
        {
            var part = Read(given, null, contentRange, asked: asked)!;
            (part.Range.Status, part.Skip, part.Range.Length).ShouldBe((status, skip, length), $"after {given}");
        }
    }

    [Theory]
    [InlineData("\"a\"", "\"a\"", 206)]
    [InlineData("\"a\"", "\"b\"", null)]
    [InlineData("\"a\"", "W/\"a\"", null)]
    [InlineData("\"a\"", null, null)]
    public void Part_of_a_video_that_changed_is_not_passed_on(string condition, string? tag, int? status) =>
        (Read(206, "bytes=100-199", "bytes 100-199/1000", reply => SetTag(reply, tag), condition)?.Range.Status).ShouldBe(status);

    [Theory]
    [InlineData("\"a\"", "\"a\"", 206)]
    [InlineData("\"a\"", "\"b\"", 200)]
    [InlineData("\"a\"", null, 200)]
    public void Whole_video_that_changed_is_not_cut(string condition, string? tag, int status) =>
        Read(200, "bytes=100-199", null, reply => SetTag(reply, tag), condition)!.Range.Status.ShouldBe(status);

    [Fact]
    public void Decoded_video_has_neither_the_length_nor_the_tag_of_the_encoded_one()
    {
        var part = Read(200, null, null, reply =>
        {
            SetTag(reply, "\"a\"");
            reply.Content.Headers.ContentEncoding.Add("gzip");
        })!;

        part.Video.ShouldBe(new VideoFacts(null, null, null));
    }

    [Theory]
    [InlineData("bytes=1000-", "bytes */1000", true)]
    [InlineData("bytes=100-", "bytes */1000", false)]
    [InlineData("bytes=1000-", null, false)]
    [InlineData(null, "bytes */1000", false)]
    public void Range_is_outside_if_the_length_says_so(string? asked, string? given, bool isOutside)
    {
        var (request, download, reply) = Set(416, asked, given);

        ReplyPart.IsOutside(request, download, reply.Content.Headers.ContentRange).ShouldBe(isOutside);
    }

    [Theory]
    [InlineData("\"a\"", "\"a\"", true)]
    [InlineData("\"b\", W/\"a\"", "\"a\"", true)]
    [InlineData("*", "\"a\"", true)]
    [InlineData("\"a\"", null, true)]
    [InlineData("\"b\"", "\"a\"", false)]
    [InlineData(null, "\"a\"", false)]
    public void Not_modified_answers_a_condition_only(string? condition, string? tag, bool isRight)
    {
        var (request, download, reply) = Set(304, null, null);
        if (condition is not null) request.Headers.IfNoneMatch = condition;
        SetTag(reply, tag);

        ReplyPart.IsNotModified(request, download, reply).ShouldBe(isRight);
    }

    private static ReplyPart? Read(int status, string? sent, string? given, Action<HttpResponseMessage>? prepare = null, string? ifRange = null, string? asked = null)
    {
        var (request, download, reply) = Set(status, sent ?? asked, given);
        if (sent is null) download.SentRange = null;
        if (ifRange is not null) request.Headers.IfRange = ifRange;
        prepare?.Invoke(reply);
        return ReplyPart.Of(request, download, reply);
    }

    private static (HttpRequest Request, Download Download, HttpResponseMessage Reply) Set(int status, string? range, string? given)
    {
        var request = new DefaultHttpContext().Request;
        if (range is not null) request.Headers.Range = range;
        var download = new Download("video_1", true, null);
        download.Begin(new NativeRequest(HttpMethod.Get, new Uri("https://cdn.example/v.mp4"), new Dictionary<string, string>(), null, null));
        download.SentRange = ByteRange.Asked(request) is [var sent] ? sent : null;
        download.Status = status;
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new UnreadContent() };
        if (given is not null) reply.Content.Headers.TryAddWithoutValidation("Content-Range", given);
        if (status is >= 200 and < 300 and not 206) reply.Content.Headers.ContentLength = 1000;
        return (request, download, reply);
    }

    private sealed class UnreadContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static void SetTag(HttpResponseMessage reply, string? tag)
    {
        if (tag is not null) reply.Headers.TryAddWithoutValidation("ETag", tag);
    }
}
