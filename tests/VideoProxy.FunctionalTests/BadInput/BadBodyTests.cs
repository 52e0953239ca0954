using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.BadInput;

public sealed class BadBodyTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private const string Good = """ "model":"seedance-2-0","seconds":5,"prompt":"a lighthouse" """;
    private readonly TestBed _bed = shared.Bed;

    /// <summary>The body; code, param and a fragment of the message that it must get.</summary>
    public static TheoryData<string, string, string?, string> Rows => new()
    {
        { """{"model": "seedance-2-0", """, "invalid_value", null, "JSON" },
        { "", "invalid_value", null, "JSON" },
        { "{" + Good + ""","prompt":"again"}""", "invalid_value", "prompt", "the member 'prompt' is given twice" },
        { "{" + Good + ""","metadata":{"a":{"b":1,"b":2}}}""", "invalid_value", "metadata.a.b", "'metadata.a.b'" },
        { "{" + Good + ""","duration":5}""", "unknown_field", "duration", "duration (use 'seconds')" },
        { "{" + Good + ""","image":"https://example.com/a b.png"}""", "invalid_value", "image", "spaces" },
        { """{"model":"Seedance-2-0","seconds":5,"prompt":"p"}""", "model_not_found", "model", "Did you mean 'seedance-2-0'" },
        { "not json", "invalid_value", null, "JSON" },
        { "[1,2]", "invalid_value", null, "object" },
        { "null", "invalid_value", null, "object" },
        { "\"text\"", "invalid_value", null, "object" },
        { """{"model":"seedance-2-0","seconds":5}""", "invalid_value", "prompt", "prompt" },
        { """{"model":"seedance-2-0","seconds":5,"prompt":""}""", "invalid_value", "prompt", "prompt" },
        { """{"model":"seedance-2-0","seconds":5,"prompt":17}""", "invalid_value", "prompt", "string" },
        { """{"model":"seedance-2-0","seconds":5,"prompt":["a"]}""", "invalid_value", "prompt", "string" },
        { """{"model":5,"seconds":5,"prompt":"a lighthouse"}""", "invalid_value", "model", "string" },
        { """{"model":"seedance-2-0","prompt":"a lighthouse"}""", "invalid_value", "seconds", "seconds" },
        { """{"model":"seedance-2-0","seconds":0,"prompt":"a lighthouse"}""", "invalid_value", "seconds", "seconds" },
        { """{"model":"seedance-2-0","seconds":-5,"prompt":"a lighthouse"}""", "invalid_value", "seconds", "seconds" },
        { """{"model":"seedance-2-0","seconds":5.5,"prompt":"a lighthouse"}""", "invalid_value", "seconds", "whole number" },
        { """{"model":"seedance-2-0","seconds":"five","prompt":"a lighthouse"}""", "invalid_value", "seconds", "whole number" },
        { """{"model":"seedance-2-0","seconds":1e400,"prompt":"a lighthouse"}""", "invalid_value", "seconds", "seconds" },
        { """{"model":"seedance-2-0","seconds":7,"prompt":"a lighthouse"}""", "unsupported", "seconds", "5, 10" },
        { "{" + Good + ""","size":"640x480"}""", "unsupported", "size", "1280x720, 720x1280, 1920x1080, 1080x1920" },
        { "{" + Good + ""","size":"big"}""", "invalid_value", "size", "1280x720" },
        { "{" + Good + ""","size":1280}""", "invalid_value", "size", "string" },
        { """{"model":"no-such-model","seconds":5,"prompt":"a lighthouse"}""", "model_not_found", "model", "no-such-model" },
        { "{" + Good + ""","colour":"red"}""", "unknown_field", "colour", "colour" },
        { "{" + Good + ""","audio":"yes"}""", "invalid_value", "audio", "true or false" },
        { "{" + Good + ""","n":2}""", "invalid_value", "n", "n" },
        { "{" + Good + ""","image":17}""", "invalid_value", "image", "image" },
        { "{" + Good + ""","image":"data:image/png;base64,####"}""", "invalid_value", "image", "base64" },
        { "{" + Good + ""","image":"data:image/png;base64,aGVsbG8="}""", "invalid_value", "image", "image" },
        { "{" + Good + ""","image":"file:///etc/passwd"}""", "invalid_value", "image", "image" },
        { "{" + Good + ""","image":"http://example.com/a.png"}""", "invalid_value", "image", "https" },
        { "{" + Good + ""","last_frame":"https://example.com/a.png"}""", "invalid_value", "last_frame", "image" },
        { "{" + Good + ""","reference_images":[]}""", "invalid_value", "reference_images", "reference_images" },
        { "{" + Good + ""","metadata":"text"}""", "invalid_value", "metadata", "object" },
        { """{"model":"seedance-2-0","seconds":5,"prompt":"a \u0000 lighthouse"}""", "invalid_value", "prompt", "NUL" },
        { "{" + Good + ""","metadata":{"a":"\u0000"}}""", "invalid_value", "metadata", "NUL" },
        { "{" + Good + ""","metadata":{"a":"\ud800"}}""", "invalid_value", null, "Unicode" },
        { "{" + Good + ""","metadata":{"\ud800":1}}""", "invalid_value", null, "Unicode" },
        { "{" + Good + ""","callback_url":"https://example.com/hook"}""", "invalid_value", "callback_secret", "callback_secret" },
        { "{" + Good + ""","callback_secret":"whsec_a"}""", "invalid_value", "callback_url", "callback_url" },
        { "{" + Good + ""","callback_url":"ftp://example.com","callback_secret":"whsec_a"}""", "invalid_value", "callback_url", "callback_url" },
        { "{" + Good + ""","callback_url":"https://u:p@example.com","callback_secret":"whsec_a"}""", "invalid_value", "callback_url", "callback_url" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Body_that_is_wrong_is_refused_with_its_reason(string body, string code, string? param, string fragment)
    {
        using var response = await _bed.Gateway.PostAsync(body);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", code, param)).ShouldContain(fragment, Case.Sensitive);
    }

    [Fact]
    public async Task Body_that_is_not_UTF8_is_refused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{" + Good + ",\"user\":\""), 0xFF, .. "\"}"u8];
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };

        using var response = await _bed.Gateway.Client.PostAsync("/v1/videos", content);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value")).ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Body_with_a_frame_and_references_is_refused()
    {
        using var response = await _bed.Gateway.PostAsync(
            "{" + Good + ""","image":"https://example.com/a.png","reference_images":["https://example.com/b.png"]}""");

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "image")).ShouldContain("reference");
    }

    [Fact]
    public async Task Body_with_an_image_over_20_MiB_is_refused()
    {
        byte[] image = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[20 << 20]];
        var body = GatewayCalls.Body(Prompts.New());
        body["image"] = "data:image/png;base64," + Convert.ToBase64String(image);

        using var response = await _bed.Gateway.PostAsync(body.ToJsonString());

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "image")).ShouldContain("exceeds the 20MB limit for image inputs");
    }
}
