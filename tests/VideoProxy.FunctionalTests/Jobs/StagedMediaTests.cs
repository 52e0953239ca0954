using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

/// <summary>A provider that takes links only, and a client that gives bytes: they are uploaded between the commit and the submit.</summary>
public sealed class StagedMediaTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _uploads = new();
    private readonly ConcurrentQueue<JsonNode> _submits = new();
    private WebApplication _kie = null!;
    private TestBed _bed = null!;
    private (int Status, string Body) _uploadAnswer;

    public async Task InitializeAsync()
    {
        _kie = await LoopbackServer.StartAsync(app =>
        {
            app.MapPost("/up/api/file-base64-upload", (RequestDelegate)UploadAsync);
            app.MapPost("/api/v1/veo/generate", (RequestDelegate)SubmitAsync);
        });
        _uploadAnswer = (200, """{"success":true,"code":200,"data":{"fileUrl":"https://files.example.com/1.png"}}""");
        var url = LoopbackServer.UrlOf(_kie);
        _bed = await TestBed.StartAsync(null, ("KIE_BASE_URL", url), ("KIE_UPLOAD_BASE_URL", url + "/up"), ("KIE_API_KEY", TestBed.UpstreamKey));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _kie.DisposeAsync();
    }

    [Fact]
    public async Task Bytes_are_uploaded_and_the_submit_names_the_upload()
    {
        await _bed.Gateway.CreateIdAsync(Body(Images.PngUrl));

        _uploads.ShouldBe([Images.PngUrl]);
        var submit = _submits.ShouldHaveSingleItem();
        submit["imageUrls"]!.AsArray().Select(url => (string?)url).ShouldBe(["https://files.example.com/1.png"]);
        submit["generationType"]!.GetValue<string>().ShouldBe("FIRST_AND_LAST_FRAMES_2_VIDEO");
    }

    [Fact]
    public async Task Link_is_passed_on_without_an_upload()
    {
        await _bed.Gateway.CreateIdAsync(Body("https://nobody.example.com/f.png"));

        _uploads.ShouldBeEmpty();
        ((string?)_submits.ShouldHaveSingleItem()["imageUrls"]![0]).ShouldBe("https://nobody.example.com/f.png");
    }

    [Theory]
    [InlineData(500, "{}", 502, "upstream_error", "unavailable")]
    [InlineData(401, """{"success":false,"code":401,"msg":"Unauthorized"}""", 502, "upstream_error", "authentication")]
    [InlineData(200, """{"success":false,"code":400,"msg":"Unsupported file type."}""", 400, "invalid_request_error", "invalid_request")]
    public async Task Upload_that_fails_is_a_refusal_and_nothing_is_submitted(int status, string answer, int seen, string type, string code)
    {
        _uploadAnswer = (status, answer);
        var body = Body(Images.PngUrl);

        using var response = await _bed.Gateway.PostAsync(body.ToJsonString());

        await response.ShouldBeErrorAsync(seen, type, code);
        _submits.ShouldBeEmpty();
        var row = (await JobRows.OfPromptAsync(_bed, (string)body["prompt"]!)).ShouldHaveSingleItem();
        row.Status.ShouldBe("failed");
        (await JobRows.AttemptsAsync(_bed, row.Id)).ShouldBe(["avalanche rejected"]);
    }

    private static JsonObject Body(string image)
    {
        var body = GatewayCalls.Body(Prompts.New(), model: "avalanche/veo-3.1-lite-generate-preview");
        (body["seconds"], body["image"]) = (8, image);
        return body;
    }

    private async Task UploadAsync(HttpContext context)
    {
        _uploads.Enqueue((string)(await JsonNode.ParseAsync(context.Request.Body))!["base64Data"]!);
        await UpstreamDouble.AnswerAsync(context, _uploadAnswer.Status, _uploadAnswer.Body);
    }

    private async Task SubmitAsync(HttpContext context)
    {
        _submits.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
        await UpstreamDouble.AnswerAsync(context, 200, """{"code":200,"msg":"success","data":{"taskId":"veo_task_1"}}""");
    }
}
