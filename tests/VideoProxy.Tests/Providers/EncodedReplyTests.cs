using System.IO.Compression;
using System.Net;
using System.Text;
using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

/// <summary>Replies that begin with a byte order mark, or are compressed although nobody asked.</summary>
public sealed class EncodedReplyTests
{
    private const string Json = """{"id":"task-1"}""";

    [Theory]
    [InlineData]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("gzip", "br")]
    public async Task Encoded_reply_is_read(params string[] encodings)
    {
        var reply = await ReadAsync(Encode(Encoding.UTF8.GetBytes(Json), encodings), encodings);

        reply!.FindString("id").ShouldBe("task-1");
    }

    [Theory]
    [InlineData]
    [InlineData("gzip")]
    public async Task Byte_order_mark_is_skipped(params string[] encodings)
    {
        var reply = await ReadAsync(Encode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Json)], encodings), encodings);

        reply!.FindString("id").ShouldBe("task-1");
    }

    [Fact]
    public async Task Long_string_behind_a_byte_order_mark_is_cut()
    {
        var json = $$"""{"video":"{{new string('A', 100_000)}}"}""";

        (await ReadAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)]))!.CutStrings.ShouldBe(["/video"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Body_shorter_than_a_byte_order_mark_is_read(int length) =>
        (await ReadAsync(new byte[length].Select(_ => (byte)'x').ToArray()))!.Body.ShouldBe(new string('x', length));

    [Fact]
    public async Task Reply_that_expands_too_much_is_unreadable()
    {
        var bomb = Encode(new byte[200 << 20], ["gzip"]);

        await Should.ThrowAsync<IOException>(() => ReadAsync(bomb, "gzip"));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip", "gzip", "gzip", "gzip")]
    public async Task Reply_in_an_unknown_encoding_or_in_too_many_is_unreadable(params string[] encodings) =>
        await Should.ThrowAsync<IOException>(() => ReadAsync("{}"u8.ToArray(), encodings));

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Reply_that_is_not_in_its_encoding_is_unreadable(string encoding) =>
        await Should.ThrowAsync<IOException>(() => ReadAsync("this is not compressed at all"u8.ToArray(), encoding));

    private static async Task<ProviderReply?> ReadAsync(byte[] body, params string[] encodings)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        foreach (var encoding in encodings) response.Content.Headers.ContentEncoding.Add(encoding);
        return await ReplyReader.ReadAsync(response, default);
    }

    private static byte[] Encode(byte[] body, string[] encodings)
    {
        foreach (var encoding in encodings)
        {
            using var encoded = new MemoryStream();
            using (Stream encoder = encoding.ToLowerInvariant() switch
            {
                "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest),
                "br" => new BrotliStream(encoded, CompressionLevel.Fastest),
                "identity" => encoded,
                _ => new GZipStream(encoded, CompressionLevel.Fastest),
            })
            {
                encoder.Write(body);
            }

            body = encoded.ToArray();
        }

        return body;
    }
}
