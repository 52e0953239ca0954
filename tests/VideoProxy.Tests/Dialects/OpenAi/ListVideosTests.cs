using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Dialects.OpenAi;

public sealed class ListVideosTests
{
    [Fact]
    public void Write_page_that_fits_holds_all_jobs_up_to_the_limit()
    {
        var list = Write(size: 100, jobs: 4, limit: 3).List;

        (Ids(list), (string?)list["last_id"], (bool?)list["has_more"]).ShouldBe(("video_1 video_2 video_3", "video_3", true));
        ((bool?)Write(size: 100, jobs: 3, limit: 3).List["has_more"]).ShouldBe(false);
    }

    [Fact]
    public void Write_page_ends_before_the_answer_exceeds_8_MiB()
    {
        var (list, length) = Write(size: 3 << 20, jobs: 4, limit: 100);

        (Ids(list), (string?)list["last_id"], (bool?)list["has_more"]).ShouldBe(("video_1 video_2", "video_2", true));
        length.ShouldBeLessThanOrEqualTo(8 << 20);
    }

    [Fact]
    public void Write_job_larger_than_an_answer_is_alone_on_its_page() =>
        Ids(Write(size: 9 << 20, jobs: 2, limit: 100).List).ShouldBe("video_1");

    private static string Ids(JsonNode list) => string.Join(' ', list["data"]!.AsArray().Select(job => (string?)job!["id"]));

    private static (JsonNode List, int Length) Write(int size, int jobs, int limit)
    {
        Job[] found = [.. Enumerable.Range(1, jobs).Select(i => Samples.Job($"video_{i}"))];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            ListVideos.Write(json, found, limit, job => Encoding.UTF8.GetBytes($$"""{"id":"{{job.Id}}","prompt":"{{new string('p', size)}}"}"""));
        return (JsonNode.Parse(buffer.WrittenSpan)!, buffer.WrittenCount);
    }
}
