using System.ClientModel;
using System.Text.Json.Nodes;
using OpenAI.Videos;
using VideoProxy.FunctionalTests.Support;
using static VideoProxy.FunctionalTests.Sdk.DotnetSdk;

// What the package says of its video calls: experimental.
#pragma warning disable OPENAI001

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>The OpenAI package of NuGet, unmodified. It takes 200 as the only success, and leaves bodies to its caller.</summary>
public sealed class DotnetSdkTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Video_is_made_with_a_file_downloaded_listed_and_deleted()
    {
        var client = Connect(_bed);
        var prompt = Prompts.New();

        var created = await CreateAsync(client, prompt);
        var id = (string)created["id"]!;
        var video = await Until.FoundAsync(
            async () => JsonOf(await client.GetVideoAsync(id, null)) is var now && (string?)now["status"] == "completed" ? now : null, "the end");
        var content = await client.DownloadVideoAsync(id);
        var listed = new List<string?>();
        await foreach (var page in client.GetVideosAsync(1, "desc", null, null).GetRawPagesAsync()) listed.Add((string?)JsonOf(page)["first_id"]);
        var deleted = JsonOf(await client.DeleteVideoAsync(id, null));

        ((string?)created["status"], (string?)video["prompt"], (string?)video["seconds"]).ShouldBe(("queued", prompt, "5"));
        _bed.Upstream.Script(prompt).LastBody!["content"]![1]!["image_url"]!["url"]!.ToString().ShouldBe(Images.PngUrl);
        content.GetRawResponse().Content.ToArray().ShouldBe(UpstreamDouble.Video);
        listed.ShouldContain(id);
        deleted.ToJsonString().ShouldBe($$"""{"id":"{{id}}","object":"video.deleted","deleted":true}""");
        (await Should.ThrowAsync<ClientResultException>(() => client.GetVideoAsync(id, null))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Canceled_video_is_failed_and_a_remix_is_refused()
    {
        var client = Connect(_bed);
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysQueued = true;
        var id = (string)(await CreateAsync(client, prompt))["id"]!;
        using var canceled = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);

        var video = JsonOf(await client.GetVideoAsync(id, null));
        var remix = await Should.ThrowAsync<ClientResultException>(() => client.RemixAsync(id));

        ((string?)video["status"], (string?)video["error"]!["code"]).ShouldBe(("failed", "canceled"));
        (remix.Status, remix.Message.Contains("unsupported", StringComparison.Ordinal)).ShouldBe((400, true));
    }

    [Fact]
    public async Task Expired_video_is_failed()
    {
        var client = Connect(_bed);
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).Expire();
        var id = (string)(await CreateAsync(client, prompt))["id"]!;
        await _bed.Gateway.FinishedAsync(id);

        var video = JsonOf(await client.GetVideoAsync(id, null));

        ((string?)video["status"], (string?)video["error"]!["code"]).ShouldBe(("failed", "expired"));
    }

    private static async Task<JsonNode> CreateAsync(VideoClient client, string prompt)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("seedance-2-0"), "model" }, { new StringContent(prompt), "prompt" }, { new StringContent("5"), "seconds" },
            { new ByteArrayContent(Images.Png), "input_reference", "reference.png" },
        };
        return JsonOf(await client.CreateVideoAsync(BinaryContent.Create(await form.ReadAsStreamAsync()), form.Headers.ContentType!.ToString(), null));
    }
}
