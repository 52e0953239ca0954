using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

/// <summary>What file servers send in place of a plain video. Each test gives the file of one finished job to another server.</summary>
public sealed class OddContentTests(FinishedJob finished) : IClassFixture<FinishedJob>
{
    private static readonly byte[] Film = MakeFilm();
    private readonly TestBed _bed = finished.Bed;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    public async Task Encoded_video_is_decoded(string encodings)
    {
        Serve(context =>
        {
            (context.Response.ContentType, context.Response.Headers.ContentEncoding, context.Response.Headers.ETag) = ("video/mp4", encodings, "\"encoded\"");
            return context.Response.Body.WriteAsync(Encode(Film, encodings)).AsTask();
        });

        using var whole = await GetAsync();
        using var part = await GetAsync(new RangeHeaderValue(100_000, 199_999));

        (whole.StatusCode, whole.Headers.TransferEncodingChunked, whole.Headers.ETag).ShouldBe((HttpStatusCode.OK, true, null));
        whole.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(Film);
        (part.StatusCode, part.Content.Headers.ContentRange!.ToString()).ShouldBe((HttpStatusCode.PartialContent, "bytes 100000-199999/*"));
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(Film[100_000..200_000]);
    }

    [Theory]
    [InlineData(200, "text/html", "<!doctype html><title>Sign in</title>", "an HTML page")]
    [InlineData(200, "video/mp4", "<!doctype html><title>Sign in</title>", "an HTML page")]
    [InlineData(200, "video/mp4", "{\"error\":\"expired\"}", "JSON")]
    [InlineData(202, "application/json", "{\"status\":\"processing\"}", "JSON")]
    [InlineData(200, "application/xml", "<?xml version='1.0'?><Error/>", "an XML document")]
    [InlineData(200, "video/mp4", "", "an empty body")]
    [InlineData(204, null, "", "an empty body")]
    public async Task Other_content_is_502_that_says_what_came(int status, string? type, string body, string instead)
    {
        Serve(async context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            if (body.Length > 0) await context.Response.WriteAsync(body);
        });

        using var whole = await GetAsync();
        using var head = await SendAsync(HttpMethod.Head, _ => { });

        (await whole.ShouldBeErrorAsync(502, "upstream_error", "unavailable")).ShouldContain(instead);
        head.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Page_in_parts_is_502()
    {
        Serve(context => Results.Bytes("<!doctype html><title>Sign in</title>"u8.ToArray(), "video/mp4", enableRangeProcessing: true).ExecuteAsync(context));

        using var response = await GetAsync(new RangeHeaderValue(0, 9));

        await response.ShouldBeErrorAsync(502, "upstream_error", "unavailable");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/octet-stream")]
    [InlineData("binary/octet-stream")]
    [InlineData("application/mp4")]
    public async Task Video_of_generic_type_is_named_alike_in_whole_part_and_head(string? type)
    {
        Serve(context => Results.Bytes(Film, type, enableRangeProcessing: true).ExecuteAsync(context));

        using var whole = await GetAsync();
        using var part = await GetAsync(new RangeHeaderValue(1000, 1999));
        using var head = await SendAsync(HttpMethod.Head, _ => { });

        foreach (var response in (HttpResponseMessage[])[whole, part, head]) response.Content.Headers.ContentType!.ToString().ShouldBe("video/mp4");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ignored_range_is_cut_here(bool isLengthKnown)
    {
        Serve(context => WholeAsync(context, isLengthKnown));
        var total = isLengthKnown ? Film.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) : "*";

        using var part = await GetAsync(new RangeHeaderValue(1000, 250_999));
        using var head = await SendAsync(HttpMethod.Head, request => request.Headers.Range = new RangeHeaderValue(1000, 250_999));

        (part.StatusCode, part.Content.Headers.ContentRange!.ToString()).ShouldBe((HttpStatusCode.PartialContent, $"bytes 1000-250999/{total}"));
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(Film[1000..251_000]);
        (head.StatusCode, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.PartialContent, 250_000));
    }

    [Fact]
    public async Task Ignored_range_at_the_end_is_cut_here()
    {
        Serve(context => WholeAsync(context));

        using var end = await GetAsync(new RangeHeaderValue(null, 500));
        using var rest = await GetAsync(new RangeHeaderValue(Film.Length - 7, null));
        using var outside = await GetAsync(new RangeHeaderValue(Film.Length, null));

        (await end.Content.ReadAsByteArrayAsync()).ShouldBe(Film[^500..]);
        (await rest.Content.ReadAsByteArrayAsync()).ShouldBe(Film[^7..]);
        await outside.ShouldBeErrorAsync(416, "invalid_request_error", "range_not_satisfiable");
        outside.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{Film.Length}");
    }

    [Fact]
    public async Task Ignored_range_outside_a_video_of_unknown_length_is_416()
    {
        Serve(context => WholeAsync(context, isLengthKnown: false));

        using var outside = await GetAsync(new RangeHeaderValue(Film.Length, Film.Length + 9));

        await outside.ShouldBeErrorAsync(416, "invalid_request_error", "range_not_satisfiable");
        outside.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{Film.Length}");
    }

    [Fact]
    public async Task Several_ranges_are_416()
    {
        using var response = await SendAsync(HttpMethod.Get, request => request.Headers.TryAddWithoutValidation("Range", "bytes=0-1,5-6"));

        await response.ShouldBeErrorAsync(416, "invalid_request_error", "range_not_satisfiable");
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(5000, 5099)]
    public async Task Wrong_part_becomes_the_range_that_was_asked_for(long from, long to)
    {
        Serve(context => context.Request.Headers.Range.Count == 0 ? WholeAsync(context) : PartAsync(context, from, to));

        using var part = await GetAsync(new RangeHeaderValue(1000, 1999));

        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 1000-1999/{Film.Length}");
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(Film[1000..2000]);
    }

    [Fact]
    public async Task Several_parts_become_the_range_that_was_asked_for()
    {
        Serve(context => context.Request.Headers.Range.Count == 0
            ? WholeAsync(context)
            : UpstreamDouble.AnswerAsync(context, 206, "--x\r\nContent-Range: bytes 0-1/9\r\n\r\nab\r\n--x--", "multipart/byteranges; boundary=x"));

        using var part = await GetAsync(new RangeHeaderValue(1000, 1999));

        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(Film[1000..2000]);
    }

    [Fact]
    public async Task Part_that_nobody_asked_for_is_502_and_the_whole_as_a_part_is_the_whole()
    {
        Serve(context => PartAsync(context, 0, 99));
        using var part = await GetAsync();
        await part.ShouldBeErrorAsync(502, "upstream_error", "unavailable");

        Serve(context => PartAsync(context, 0, Film.Length - 1));
        using var whole = await GetAsync();
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(Film);
    }

    [Fact]
    public async Task Not_modified_is_passed_on_only_if_it_was_asked_for_and_the_connection_stays_usable()
    {
        Serve(context =>
        {
            (context.Response.StatusCode, context.Response.ContentLength, context.Response.Headers.ETag) = (304, Film.Length, "\"a\"");
            return Task.CompletedTask;
        });

        using var known = await SendAsync(HttpMethod.Get, request => request.Headers.IfNoneMatch.ParseAdd("\"a\""));
        using var unasked = await GetAsync();
        Serve(context => WholeAsync(context));
        using var next = await GetAsync();

        (known.StatusCode, known.Content.Headers.ContentLength ?? 0).ShouldBe((HttpStatusCode.NotModified, 0));
        await unasked.ShouldBeErrorAsync(502, "upstream_error", "unavailable");
        (await next.Content.ReadAsByteArrayAsync()).ShouldBe(Film);
    }

    [Theory]
    [InlineData("\"a\"", 206)]
    [InlineData("\"old\"", 200)]
    public async Task Part_is_sent_only_of_the_video_that_the_client_has(string condition, int status)
    {
        // This server looks at the range alone.
        Serve(context => context.Request.Headers.Range.Count == 0 ? WholeAsync(context) : PartAsync(context, 1000, 1999));

        using var response = await SendAsync(HttpMethod.Get, request =>
        {
            request.Headers.Range = new RangeHeaderValue(1000, 1999);
            request.Headers.IfRange = new RangeConditionHeaderValue(condition);
        });

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(status == 206 ? Film[1000..2000] : Film);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task Video_that_breaks_off_is_never_complete(int sent)
    {
        Serve(async context =>
        {
            (context.Response.ContentType, context.Response.ContentLength) = ("video/mp4", Film.Length);
            await context.Response.Body.WriteAsync(Film.AsMemory(0, sent));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        if (sent > 0)
        {
            await Should.ThrowAsync<HttpRequestException>(GetAsync);
            return;
        }

        using var response = await GetAsync();
        await response.ShouldBeErrorAsync(502, "upstream_error", "unavailable");
    }

    private static async Task WholeAsync(HttpContext context, bool isLengthKnown = true)
    {
        (context.Response.ContentType, context.Response.ContentLength) = ("video/mp4", isLengthKnown ? Film.Length : null);
        context.Response.Headers.ETag = "\"a\"";
        await context.Response.Body.WriteAsync(Film);
    }

    private static async Task PartAsync(HttpContext context, long from, long to)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (206, "video/mp4");
        context.Response.Headers.ContentRange = new ContentRangeHeaderValue(from, to, Film.Length).ToString();
        context.Response.Headers.ETag = "\"a\"";
        await context.Response.Body.WriteAsync(Film.AsMemory((int)from, (int)(to - from + 1)));
    }

    private static byte[] Encode(byte[] bytes, string encodings)
    {
        foreach (var encoding in encodings.Split(", "))
        {
            using var encoded = new MemoryStream();
            using (Stream encoder = encoding switch
            {
                "gzip" => new GZipStream(encoded, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest),
                _ => new BrotliStream(encoded, CompressionLevel.Fastest),
            }) encoder.Write(bytes);
            bytes = encoded.ToArray();
        }

        return bytes;
    }

    private static byte[] MakeFilm()
    {
        var bytes = new byte[300_000];
        new Random(17).NextBytes(bytes);
        Convert.FromHexString("00000020667479706D703432").CopyTo(bytes, 0);
        return bytes;
    }

    private void Serve(Func<HttpContext, Task> answer) => finished.Script.OnFile = answer;

    private Task<HttpResponseMessage> GetAsync(RangeHeaderValue range) => SendAsync(HttpMethod.Get, request => request.Headers.Range = range);

    private Task<HttpResponseMessage> GetAsync() => SendAsync(HttpMethod.Get, _ => { });

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, Action<HttpRequestMessage> prepare)
    {
        var request = new HttpRequestMessage(method, $"/v1/videos/{finished.Id}/content");
        prepare(request);
        return _bed.Gateway.Client.SendAsync(request);
    }
}

/// <summary>A gateway with one finished job.</summary>
public sealed class FinishedJob : IAsyncLifetime
{
    internal TestBed Bed { get; private set; } = null!;
    internal ArkScript Script { get; private set; } = null!;
    internal string Id { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Bed = await TestBed.StartAsync();
        var prompt = Prompts.New();
        Script = Bed.Upstream.Script(prompt);
        Id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await Bed.Gateway.CompletedAsync(Id);
    }

    public async Task DisposeAsync() => await Bed.DisposeAsync();
}
