using System.Text;
using System.Text.Json;
using VideoProxy.Content;

namespace VideoProxy.Tests.Content;

public sealed class Base64ReaderTests
{
    private static readonly byte[] Video = MakeVideo(200_003);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public async Task Bytes_are_those_that_were_encoded_however_the_reply_is_split(int piece)
    {
        var json = $$$"""{"name":"x","response":{"videos":[{"bytesBase64Encoded":"AAAA"},{"mimeType":"video/mp4","bytesBase64Encoded":"{{{Convert.ToBase64String(Video)}}}"}]}}""";

        (await ReadAsync(json, "/response/videos/1/bytesBase64Encoded", piece)).ShouldBe(Video);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Short_bytes_and_padding_are_read(int length) =>
        (await ReadAsync($$"""{"v":"{{Convert.ToBase64String(Video[..length])}}"}""", "/v", 1)).ShouldBe(Video[..length]);

    [Fact]
    public async Task Escapes_of_json_are_part_of_the_writing_only()
    {
        // The default encoder writes + as \u002B.
        var json = JsonSerializer.Serialize(new { v = Convert.ToBase64String(Video) }).Replace("/", "\\/", StringComparison.Ordinal);
        json.ShouldContain("\\u002B");

        (await ReadAsync(json, "/v", 7)).ShouldBe(Video);
    }

    [Fact]
    public async Task Lines_of_base64_are_joined()
    {
        var lines = Convert.ToBase64String(Video, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\\n", StringComparison.Ordinal);

        (await ReadAsync($$"""{"v":"{{lines}}"}""", "/v", 100)).ShouldBe(Video);
    }

    [Fact]
    public async Task Place_without_a_string_is_not_found()
    {
        using var reader = new Base64Reader(Pieces("""{"done":true,"v":7,"w":["AAAA"]}""", 3), "/v");

        (await reader.FindAsync(default)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"v":"AAAAAAAAAAAA!!!!AAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"v":"AAAAA"}""")]
    [InlineData("""{"v":"AA\u00e9A"}""")]
    [InlineData("""{"v":"https://cdn.example/a-link-and-no-base64/v.mp4"}""")]
    [InlineData("""{"v":"data:video/mp4;base64"}""")]
    public async Task Text_that_is_not_base64_is_an_error(string json) =>
        await Should.ThrowAsync<FormatException>(ReadAsync(json, "/v", 5));

    [Fact]
    public async Task Text_that_breaks_off_can_be_read_again() =>
        await Should.ThrowAsync<InvalidDataException>(ReadAsync("""{"v":"AAAA""", "/v", 5));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Data_url_is_read_without_its_beginning(int piece) =>
        (await ReadAsync($$"""{"v":"data:video\/mp4;codecs=avc1;base64,{{Convert.ToBase64String(Video)}}"}""", "/v", piece)).ShouldBe(Video);

    [Fact]
    public async Task White_space_is_skipped_whatever_there_is_of_it() =>
        (await ReadAsync($$"""{"v":"{{new string(' ', 1 << 20)}}AAAA"}""", "/v", 1 << 16)).ShouldBe(new byte[3]);

    private static async Task<byte[]> ReadAsync(string json, string pointer, int piece)
    {
        using var reader = new Base64Reader(Pieces(json, piece), pointer);
        (await reader.FindAsync(default)).ShouldBeTrue();
        using var whole = new MemoryStream();
        var buffer = new byte[10_000];
        while (await reader.ReadAsync(buffer, default) is > 0 and var read) whole.Write(buffer, 0, read);
        return whole.ToArray();
    }

    private static PieceStream Pieces(string json, int piece) => new(Encoding.UTF8.GetBytes(json), piece);

    private static byte[] MakeVideo(int length)
    {
        var bytes = new byte[length];
        new Random(17).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives at most so many bytes at a time, as a network does.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
