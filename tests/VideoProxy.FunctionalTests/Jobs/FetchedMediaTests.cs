using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

/// <summary>A provider that takes images as bytes only, and a client that gives a link.</summary>
public sealed class FetchedMediaTests : IAsyncLifetime
{
    private readonly List<IFormFile> _received = [];
    private WebApplication _upstream = null!;
    private TlsServer _media = null!;
    private TestBed _bed = null!;
    private byte[] _bytes = [];

    public async Task InitializeAsync()
    {
        _media = await TlsServer.StartAsync(app =>
        {
            // What a server says about its bytes is not asked.
            app.MapGet("/image", (RequestDelegate)(context => Results.Bytes(Images.Png, "text/html").ExecuteAsync(context)));
            app.MapGet("/moved", (RequestDelegate)(context => Results.Redirect("/image").ExecuteAsync(context)));
            app.MapGet("/inward", (RequestDelegate)(context => Results.Redirect("https://169.254.169.254/latest/meta-data").ExecuteAsync(context)));
            app.MapGet("/page", (RequestDelegate)(context => Results.Bytes("<html>"u8.ToArray(), "image/png").ExecuteAsync(context)));
            app.MapGet("/heic.png", (RequestDelegate)(context => Results.Bytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray(), "image/png").ExecuteAsync(context)));
            app.MapGet("/avif.png", (RequestDelegate)(context => Results.Bytes("\0\0\0\u0018ftypavif\0\0\0\0mif1avif"u8.ToArray(), "image/png").ExecuteAsync(context)));
            app.MapGet("/huge", (RequestDelegate)(context => Results.Stream(new MemoryStream(new byte[(20 << 20) + 1])).ExecuteAsync(context)));
        });
        _upstream = await LoopbackServer.StartAsync(app => app.MapPost("/v1/videos", (RequestDelegate)SubmitAsync));
        _bed = await TestBed.StartAsync(
            bed => bed.Config.WriteProvider("openai", Multipart(bed)),
            ("OPENAI_BASE_URL", LoopbackServer.UrlOf(_upstream) + "/v1"), ("SSL_CERT_FILE", _media.CertificateFile));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _upstream.DisposeAsync();
        await _media.DisposeAsync();
    }

    [Theory]
    [InlineData("/image")]
    [InlineData("/moved")]
    public async Task Link_is_fetched_and_travels_as_the_file_that_it_is(string path)
    {
        await _bed.Gateway.CreateIdAsync(Body(path));

        _bytes.ShouldBe(Images.Png);
        var file = _received.ShouldHaveSingleItem();
        file.ContentType.ShouldBe("image/png");
        file.FileName.ShouldEndWith(".png");
    }

    [Theory]
    [InlineData("/nothing", "HTTP 404")]
    [InlineData("/page", "not an image")]
    [InlineData("/heic.png", "It is a HEIC image")]
    [InlineData("/avif.png", "It is an AVIF image")]
    [InlineData("/huge", "exceeds the 20MB limit for image inputs")]
    [InlineData("/inward", "never allowed")]
    public async Task Link_that_cannot_be_had_is_400_and_leaves_no_job(string path, string why)
    {
        var body = Body(path);

        using var response = await _bed.Gateway.PostAsync(body.ToJsonString());

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "image")).ShouldContain(why);
        (await JobRows.OfPromptAsync(_bed, (string)body["prompt"]!)).ShouldBeEmpty();
        _received.ShouldBeEmpty();
    }

    private static string Multipart(TestBed bed)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(bed.Config.Path, "providers", "openai.json")))!;
        file["settings"]!["form"] = "multipart";
        return file.ToJsonString();
    }

    private JsonObject Body(string path)
    {
        var body = GatewayCalls.Body(Prompts.New(), model: "sora-2");
        body["seconds"] = 4;
        body["image"] = _media.Url + path;
        return body;
    }

    private async Task SubmitAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        _received.AddRange(form.Files);
        using var bytes = new MemoryStream();
        await form.Files[0].CopyToAsync(bytes);
        _bytes = bytes.ToArray();
        await UpstreamDouble.AnswerAsync(context, 200, """{"id":"video_1","object":"video","status":"queued"}""");
    }
}
