using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.BadInput;

public sealed class BadFormTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private const string Form = "multipart/form-data; boundary=b";
    private const string Name = "Content-Disposition: form-data; name=";
    private const string Good = $"--b\r\n{Name}model\r\n\r\nseedance-2-0\r\n--b\r\n{Name}prompt\r\n\r\na lighthouse\r\n";
    private const string End = "--b--\r\n";
    private readonly TestBed _bed = shared.Bed;

    /// <summary>Content type and body; code, param and a fragment of the message that they must get.</summary>
    public static TheoryData<string, string, string, string?, string> Rows => new()
    {
        { "multipart/form-data", Good + End, "invalid_value", null, "boundary" },
        { "multipart/form-data; boundary=\"\"", Good + End, "invalid_value", null, "boundary" },
        { "multipart/form-data; boundary=other", Good + End, "invalid_value", null, "boundary" },
        { Form, "", "invalid_value", null, "boundary" },
        { Form, Good, "invalid_value", null, "boundary" },
        { Form, """{"prompt":"a lighthouse"}""", "invalid_value", null, "boundary" },
        { Form, Good + $"--b\r\n{Name}\"{new string('a', 20_000)}\"\r\n\r\nx\r\n" + End, "invalid_value", null, "16384 bytes" },
        { Form, string.Concat(Enumerable.Repeat(Part("reference_images", "https://e.com"), 300)) + End, "invalid_value", null, "256 parts" },
        { Form, Good + "--b\r\n\r\nx\r\n" + End, "invalid_value", null, "Part 3" },
        { Form, End, "invalid_value", "prompt", "required" },
        { Form, Good + Part("prompt", "again") + End, "invalid_value", "prompt", "more than once" },
        { Form, Good + Part("colour", "red") + End, "unknown_field", "colour", "colour" },
        { Form, Good + Part("size\"; filename=\"a", "1280x720") + End, "invalid_value", "size", "takes no file" },
        { Form, Good + Part("image\"; filename=\"a.png", "no image") + End, "invalid_value", "image", "first bytes" },
        { Form, Good + Part("last_frame", "https://e.com/a.png") + End, "invalid_value", "last_frame", "image" },
        { Form, Good + Part("seconds", "five") + End, "invalid_value", "seconds", "whole number" },
        { Form, Good + Part("seconds", "7") + End, "unsupported", "seconds", "5, 10" },
        { Form, Good + Part("metadata", "{") + End, "invalid_value", "metadata", "JSON" },
        { Form, Good + Part("metadata", """{"a":"\ud800"}""") + End, "invalid_value", null, "Unicode" },
        { Form, Good + Part("user", "a\0b") + End, "invalid_value", "user", "NUL" },
        { Form, Good + Part("provider_options[colour]", "red") + End, "unsupported", "provider_options.colour", "watermark" },
        { Form, Good + Part("callback_url", "https://e.com") + End, "invalid_value", "callback_secret", "callback_secret" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Form_that_is_wrong_is_refused_with_its_reason(string contentType, string body, string code, string? param, string fragment)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await _bed.Gateway.Client.PostAsync("/v1/videos", content);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", code, param)).ShouldContain(fragment, Case.Sensitive);
    }

    [Fact]
    public async Task Form_with_an_image_over_20_MiB_is_refused()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Prompts.New()), "prompt" },
            { new ByteArrayContent([.. Images.Png, .. new byte[20 << 20]]), "input_reference", "a.png" },
        };

        using var response = await _bed.Gateway.Client.PostAsync("/v1/videos", form);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "input_reference"))
            .ShouldContain("exceeds the 20MB limit for image inputs");
    }

    private static string Part(string name, string value) => $"--b\r\n{Name}\"{name}\"\r\n\r\n{value}\r\n";
}
