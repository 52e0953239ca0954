using System.IO.Compression;
using System.Net;
using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.BadInput;

/// <summary>Bodies that a client has encoded or marked, at every call that takes one.</summary>
public sealed class EncodedBodyTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private static readonly (string Path, string Json)[] Calls =
    [
        ("/v1/videos", """{"model":"seedance-2-0","prompt":"@","seconds":5}"""),
        ("/v1/videos/estimate", """{"model":"seedance-2-0","prompt":"@","seconds":5}"""),
        ("/api/v1/videos", """{"model":"bytedance/seedance-2.0","prompt":"@"}"""),
        ("/v1/video/generate", """{"model":"bytedance/seedance-2.0","prompt":"@","duration":5}"""),
    ];

    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string, string> Good
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (path, _) in Calls)
            {
                foreach (var encoding in (string[])["gzip", "x-gzip", "GZIP", "deflate", "br", "identity", "mark"]) rows.Add(path, encoding);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Body_that_is_encoded_or_marked_is_read(string path, string encoding)
    {
        using var response = await SendAsync(path, Encode(encoding, Json(path)), encoding == "mark" ? null : encoding);

        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(path == "/api/v1/videos" ? HttpStatusCode.Accepted : HttpStatusCode.OK, text);
    }

    [Fact]
    public async Task Form_that_is_encoded_and_whose_text_is_marked_is_read()
    {
        var form = $"--b\r\nContent-Disposition: form-data; name=model\r\n\r\n\uFEFFseedance-2-0\r\n--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\n\uFEFF{Prompts.New()}\r\n--b--\r\n";

        using var response = await SendAsync("/v1/videos", Encode("gzip", Encoding.UTF8.GetBytes(form)), "gzip", "multipart/form-data; boundary=b");

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("aws-chunked")]
    public async Task Encoding_that_is_not_supported_is_415_and_names_those_that_are(string encoding)
    {
        foreach (var (path, _) in Calls)
        {
            using var response = await SendAsync(path, Json(path), encoding);

            response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, path);
            (await response.Content.ReadAsStringAsync()).ShouldContain($"The content encoding '{encoding}' is not supported. Send the body as it is, or encoded as one of gzip, deflate, br.");
            response.Headers.GetValues("Accept-Encoding").ShouldBe(["gzip, deflate, br"]);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Body_that_is_not_what_its_encoding_says_is_400(string encoding)
    {
        using var response = await SendAsync("/v1/videos", Json("/v1/videos"), encoding);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value")).ShouldContain("content encoding");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public async Task Body_in_another_encoding_of_unicode_is_400_that_says_so(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        using var response = await SendAsync("/v1/videos", [.. encoding.GetPreamble(), .. encoding.GetBytes("{}")], null);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value")).ShouldContain("encoded as UTF-16");
    }

    [Fact]
    public async Task Body_that_expands_beyond_the_limit_is_413()
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Requests__MaxBody", "20000"));
        using var content = Content(Encode("gzip", Encoding.UTF8.GetBytes(new string(' ', 10_000_000))), "gzip", "application/json");

        using var response = await bed.Gateway.Client.PostAsync("/v1/videos", content);

        await response.ShouldBeErrorAsync(413, "invalid_request_error", "request_too_large");
    }

    private Task<HttpResponseMessage> SendAsync(string path, byte[] body, string? encoding, string type = "application/json") => _bed.Gateway.Client.PostAsync(path, Content(body, encoding, type));

    private static ByteArrayContent Content(byte[] body, string? encoding, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }

    private static byte[] Json(string path) => Encoding.UTF8.GetBytes(Array.Find(Calls, call => call.Path == path).Json.Replace("@", Prompts.New(), StringComparison.Ordinal));

    private static byte[] Encode(string encoding, byte[] body)
    {
        if (encoding == "identity") return body;
        if (encoding == "mark") return [.. Encoding.UTF8.Preamble, .. body];
        using var encoded = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "deflate" => new ZLibStream(encoded, CompressionMode.Compress),
            "br" => new BrotliStream(encoded, CompressionMode.Compress),
            _ => new GZipStream(encoded, CompressionMode.Compress),
        })
        {
            encoder.Write(body);
        }

        return encoded.ToArray();
    }
}
