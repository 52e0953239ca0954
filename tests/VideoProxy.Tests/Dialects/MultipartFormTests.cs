using System.Text;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Tests.Dialects;

public sealed class MultipartFormTests
{
    private const string Header = "Content-Disposition: form-data; name=";

    [Theory]
    [InlineData("multipart/form-data", true)]
    [InlineData("Multipart/Form-Data; boundary=b", true)]
    [InlineData("multipart/mixed; boundary=b", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Is_only_form_data(string? contentType, bool expected) => MultipartForm.Is(contentType).ShouldBe(expected);

    [Fact]
    public async Task Read_texts_and_files_gives_their_bytes_in_order()
    {
        byte[] image = [0, 13, 10, 45, 45, 255, .. Encoding.ASCII.GetBytes("\r\n--c\r\n"), .. new byte[9000]];
        using var content = new MultipartFormDataContent("b")
        {
            { new StringContent("größe"), "\"prompt\"" },
            { new ByteArrayContent(image), "image", "a.png" },
            { new StringContent(""), "metadata[größe]" },
        };

        var parts = (await ReadAsync("multipart/form-data; boundary=b", await content.ReadAsByteArrayAsync())).Parts;

        parts.Select(p => p.IsFile).ShouldBe([false, true, false]);
        parts.Take(2).Select(p => p.Name).ShouldBe(["prompt", "image"]);
        Encoding.UTF8.GetString(parts[0].Bytes.Span).ShouldBe("größe");
        parts[1].Bytes.ToArray().ShouldBe(image);
        parts[2].Bytes.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("prompt", "prompt")]
    [InlineData("\"prompt\"", "prompt")]
    [InlineData("\"metadata[größe]\"", "metadata[größe]")]
    [InlineData("\"metadata[a\\\"b]\"", "metadata[a\"b]")]
    public async Task Read_name_is_unquoted(string written, string name) =>
        (await ReadAsync($"--b\r\n{Header}{written}\r\n\r\nv\r\n--b--\r\n")).Parts.Single().Name.ShouldBe(name);

    [Theory]
    [InlineData("filename=\"\"")]
    [InlineData("filename=unknown_file")]
    [InlineData("filename*=UTF-8''bild%C3%A4.png")]
    public async Task Read_part_with_any_filename_is_a_file(string filename) =>
        (await ReadAsync($"--b\r\n{Header}image; {filename}\r\n\r\nv\r\n--b--\r\n")).Parts.Single().IsFile.ShouldBeTrue();

    [Fact]
    public async Task Read_quoted_boundary_is_used_without_its_quotes()
    {
        var body = $"--a b\r\n{Header}prompt\r\n\r\np\r\n--a b--\r\n";
        (await ReadAsync("multipart/form-data; boundary=\"a b\"", Encoding.UTF8.GetBytes(body))).Parts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Read_form_without_parts_has_none() => (await ReadAsync("--b--\r\n")).ShouldSatisfyAllConditions(
        r => r.Error.ShouldBeNull(), r => r.Parts.ShouldBeEmpty());

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public async Task Read_missing_boundary_is_refused(string contentType) =>
        ShouldBeRefused(await ReadAsync(contentType, "--b--\r\n"u8.ToArray()), "boundary");

    [Fact]
    public async Task Read_boundary_too_long_is_refused() =>
        ShouldBeRefused(await ReadAsync("multipart/form-data; boundary=" + new string('b', 129), "--b--\r\n"u8.ToArray()), "128");

    [Theory]
    [InlineData("")]
    [InlineData("no form at all")]
    [InlineData("--other\r\nContent-Disposition: form-data; name=prompt\r\n\r\np\r\n--other--\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\np\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\np--b--\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=prompt")]
    [InlineData("--b\r\nnot a header\r\n\r\np\r\n--b--\r\n")]
    public async Task Read_malformed_body_is_refused(string body) => ShouldBeRefused(await ReadAsync(body), "boundary");

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: text/plain\r\n")]
    [InlineData("Content-Disposition: form-data\r\n")]
    [InlineData("Content-Disposition: form-data; name=\"\"\r\n")]
    [InlineData("Content-Disposition: attachment; name=prompt\r\n")]
    public async Task Read_part_without_a_name_is_refused(string headers) =>
        ShouldBeRefused(await ReadAsync($"--b\r\n{headers}\r\np\r\n--b--\r\n"), "Part 1");

    [Fact]
    public async Task Read_too_many_parts_is_refused()
    {
        var parts = string.Concat(Enumerable.Range(0, 257).Select(i => $"--b\r\n{Header}\"metadata[{i}]\"\r\n\r\nv\r\n"));
        ShouldBeRefused(await ReadAsync(parts + "--b--\r\n"), "256");
    }

    [Fact]
    public async Task Read_overlong_or_too_many_headers_are_refused()
    {
        ShouldBeRefused(await ReadAsync($"--b\r\n{Header}\"{new string('a', 17_000)}\"\r\n\r\nv\r\n--b--\r\n"), "16384 bytes");
        var headers = string.Concat(Enumerable.Range(0, 17).Select(i => $"X-{i}: a\r\n"));
        ShouldBeRefused(await ReadAsync($"--b\r\n{headers}{Header}prompt\r\n\r\nv\r\n--b--\r\n"), "16 headers");
    }

    private static Task<(IReadOnlyList<FormPart> Parts, ApiError? Error)> ReadAsync(string body) =>
        ReadAsync("multipart/form-data; boundary=b", Encoding.UTF8.GetBytes(body));

    private static Task<(IReadOnlyList<FormPart> Parts, ApiError? Error)> ReadAsync(string contentType, byte[] body)
    {
        // Inside a larger array, as the body reader hands it out.
        byte[] buffer = [1, 2, 3, .. body, 4, 5];
        return MultipartForm.ReadAsync(contentType, buffer.AsMemory(3, body.Length));
    }

    private static void ShouldBeRefused((IReadOnlyList<FormPart> Parts, ApiError? Error) read, string fragment)
    {
        read.Error.ShouldNotBeNull();
        read.Error.ShouldSatisfyAllConditions(
            e => e.Status.ShouldBe(400), e => e.Code.ShouldBe("invalid_value"), e => e.Message.ShouldContain(fragment, Case.Sensitive));
    }
}
