using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed partial class InlineContentTests
{
    private const int HundredMegabytes = 2_100;
    private const long MostGrowth = 64 << 10;

    [Fact]
    public async Task Large_video_inside_a_reply_streams_with_flat_memory()
    {
        await using var bed = await VertexBed.StartAsync(HundredMegabytes);
        // Once for the code's own sake: what is compiled on the way stays.
        await DownloadAsync(bed, await bed.CompletedIdAsync());
        var before = Memory(bed.Gateway, "VmRSS");

        var (length, hash) = await DownloadAsync(bed, await bed.CompletedIdAsync());

        length.ShouldBe(bed.Vertex.VideoLength);
        hash.ShouldBe(bed.Vertex.VideoHash());
        (Memory(bed.Gateway, "VmHWM") - before).ShouldBeLessThan(MostGrowth, "KiB of resident memory above what it had");
    }

    [Theory]
    [InlineData("off")]
    [InlineData("auto")]
    public async Task Parts_conditions_and_head_are_those_of_the_decoded_video(string archive)
    {
        await using var bed = await VertexBed.StartAsync(7, archive);
        var id = await bed.CompletedIdAsync();
        var (vertex, tag) = (bed.Vertex, $"\"{bed.Vertex.VideoHash()}\"");

        using var whole = await bed.Gateway.ContentAsync(id);
        whole.Headers.ETag!.Tag.ShouldBe(tag);
        whole.Headers.AcceptRanges.ShouldBe(["bytes"]);
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        whole.Content.Headers.ContentLength.ShouldBe(vertex.VideoLength);
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(VertexDouble.Video(0, (int)vertex.VideoLength));

        using var part = await bed.Gateway.ContentAsync(id, new RangeHeaderValue(100_001, 200_000));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 100001-200000/{vertex.VideoLength}");
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(VertexDouble.Video(100_001, 100_000));

        using var end = await bed.Gateway.ContentAsync(id, new RangeHeaderValue(null, 5));
        (await end.Content.ReadAsByteArrayAsync()).ShouldBe(VertexDouble.Video(vertex.VideoLength - 5, 5));

        using var outside = await bed.Gateway.ContentAsync(id, new RangeHeaderValue(vertex.VideoLength, null));
        await outside.ShouldBeErrorAsync(416, "invalid_request_error", "range_not_satisfiable");
        outside.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{vertex.VideoLength}");

        using var head = await AskAsync(bed, id, HttpMethod.Head, request => { });
        head.Content.Headers.ContentLength.ShouldBe(vertex.VideoLength);
        using var known = await AskAsync(bed, id, HttpMethod.Get, request => request.Headers.IfNoneMatch.ParseAdd(tag));
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var other = await AskAsync(bed, id, HttpMethod.Get, request =>
        {
            request.Headers.Range = new RangeHeaderValue(0, 9);
            request.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        });
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Long_part_of_a_video_inside_a_reply_is_that_part()
    {
        await using var bed = await VertexBed.StartAsync(120);
        var id = await bed.CompletedIdAsync();

        using var part = await bed.Gateway.ContentAsync(id, new RangeHeaderValue(1_000_001, 5_000_000));

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(VertexDouble.Video(1_000_001, 4_000_000));
    }

    [Fact]
    public async Task Archived_video_is_asked_for_once()
    {
        await using var bed = await VertexBed.StartAsync(7, "auto");
        var id = await bed.CompletedIdAsync();
        var polls = bed.Vertex.Polls;

        (await DownloadAsync(bed, id)).Hash.ShouldBe(bed.Vertex.VideoHash());
        bed.Vertex.Polls.ShouldBe(polls);

        bed.Vertex.IsDead = _ => true;
        bed.Vertex.TokenStatus = 400;
        (await DownloadAsync(bed, id)).Hash.ShouldBe(bed.Vertex.VideoHash(), "nobody but the archive has it now");
        bed.Vertex.IsDead = _ => false;

        // Without its file it comes from the provider again.
        File.Delete(Directory.GetFiles(bed.Bed.Temp.Join("data", "content")).ShouldHaveSingleItem());
        (await DownloadAsync(bed, id)).Hash.ShouldBe(bed.Vertex.VideoHash());
        bed.Vertex.Polls.ShouldBe(polls + 1);
    }

    [Fact]
    public async Task Half_a_video_that_a_killed_gateway_left_is_swept()
    {
        await using var bed = await VertexBed.StartAsync(7, "auto");
        var folder = Directory.CreateDirectory(bed.Bed.Temp.Join("data", "content")).FullName;
        var (left, busy) = (Path.Combine(folder, "att_1.x.part"), Path.Combine(folder, "att_2.x.part"));
        foreach (var file in (string[])[left, busy]) await File.WriteAllTextAsync(file, "half");
        File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

        await bed.CompletedIdAsync();

        File.Exists(left).ShouldBeFalse();
        File.Exists(busy).ShouldBeTrue("another gateway may be writing it");
    }

    [Fact]
    public async Task Deleted_video_leaves_the_archive()
    {
        await using var bed = await VertexBed.StartAsync(7, "auto");
        var id = await bed.CompletedIdAsync();
        Directory.GetFiles(bed.Bed.Temp.Join("data", "content")).ShouldHaveSingleItem();

        using var deleted = await bed.Gateway.Client.DeleteAsync($"/v1/videos/{id}");

        deleted.EnsureSuccessStatusCode();
        Directory.GetFiles(bed.Bed.Temp.Join("data", "content")).ShouldBeEmpty();
    }

    private static Task<HttpResponseMessage> AskAsync(VertexBed bed, string id, HttpMethod method, Action<HttpRequestMessage> prepare)
    {
        var request = new HttpRequestMessage(method, $"/v1/videos/{id}/content");
        prepare(request);
        return bed.Gateway.Client.SendAsync(request);
    }

    private static async Task<(long Length, string Hash)> DownloadAsync(VertexBed bed, string id)
    {
        using var response = await bed.Gateway.Client.GetAsync($"/v1/videos/{id}/content", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        return (response.Content.Headers.ContentLength!.Value, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)));
    }

    /// <summary>In KiB, as the kernel counts it.</summary>
    private static long Memory(GatewayProcess gateway, string field) => long.Parse(
        Kilobytes().Match(File.ReadLines($"/proc/{gateway.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Kilobytes();
}
