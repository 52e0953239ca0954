using System.Text.Json;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Tests.Dialects.OpenAi;

public sealed class OpenAiCreateReaderTests
{
    private const string Png = "data:image/jpeg;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public void Read_full_request_gives_the_canonical_video()
    {
        var request = Read($$"""
            {"model":"seedance-2-0","prompt":"p","seconds":"8","size":"1280x720","audio":false,"image":{"image_url":"{{Png}}"},
             "callback_url":"https://example.com/h","callback_secret":"s","metadata":{"a":1},"provider_options":{"watermark":true},"seed":7,"n":1}
            """).Request!;

        request.Video.Seconds.ShouldBe(8);
        request.Video.Audio.ShouldBe(false);
        request.Video.FirstFrame!.MimeType.ShouldBe("image/png");
        request.Metadata!.ToJsonString().ShouldBe("""{"a":1}""");
        request.CallbackSignature.ShouldBe("raw");
    }

    [Theory]
    [InlineData("8")]
    [InlineData("8.0")]
    [InlineData("0.8e1")]
    [InlineData("\"8\"")]
    public void Read_seconds_in_any_writing_of_a_whole_number(string seconds) =>
        Read($$"""{"prompt":"p","seconds":{{seconds}}}""").Request!.Video.Seconds.ShouldBe(8);

    [Fact]
    public void Read_model_left_out_is_the_default() => Read("""{"prompt":"p","seconds":8}""").Request!.Video.Model.ShouldBe("veo-3.1-generate-preview");

    [Fact]
    public void Read_input_reference_list_is_reference_images() =>
        Read("""{"prompt":"p","seconds":8,"input_reference":["https://example.com/a.png",{"url":"https://example.com/b.png"}]}""").Request!.Video.ReferenceImages.Count.ShouldBe(2);

    [Theory]
    [InlineData("""[]""", null, "invalid_value")]
    [InlineData("""{"seconds":5}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":"  ","seconds":5}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":7,"seconds":5}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":"p"}""", "seconds", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":0}""", "seconds", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":-1}""", "seconds", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5.5}""", "seconds", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":"five"}""", "seconds", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":1e400}""", "seconds", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"size":"big"}""", "size", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"size":720}""", "size", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"audio":"yes"}""", "audio", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"n":2}""", "n", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"speed":2}""", "speed", "unknown_field")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"https://example.com"}""", "callback_secret", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_secret":"s"}""", "callback_url", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"http://127.0.0.1/","callback_secret":"s"}""", "callback_url", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"https://e.com/","callback_secret":"s","callback_signature":"rot13"}""", "callback_signature", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"https://e.com/","callback_secret":"whsec_no base64","callback_signature":"standard"}""", "callback_secret", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"last_frame":"https://example.com/a.png"}""", "last_frame", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":"https://e.com/a.png","reference_images":["https://e.com/b.png"]}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_images":["https://e.com/a.png"],"input_reference":"https://e.com/b.png"}""", "input_reference", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":"http://example.com/a.png"}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":"data:image/png;base64,###"}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":"data:text/html;base64,PGh0bWw+"}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":{"bytes":1}}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_images":[]}""", "reference_images", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_videos":["a","b","c","d"]}""", "reference_videos", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"metadata":"x"}""", "metadata", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"metadata":"{\"a\":1}"}""", "metadata", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"audio":"true"}""", "audio", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"seed":"7"}""", "seed", "invalid_value")]
    [InlineData("""{"prompt":"a\u0000b","seconds":5}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"model":"\u0000"}""", "model", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"user":"\u0000"}""", "user", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"https://e.com/\u0000","callback_secret":"s"}""", "callback_url", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"https://e.com/","callback_secret":"s\u0000"}""", "callback_secret", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"metadata":{"a":["\u0000"]}}""", "metadata", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"metadata":{"a":{"\u0000":1}}}""", "metadata", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"provider_options":{"a":"\u0000"}}""", "provider_options", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":{"image_url":"https://e.com/\u0000"}}""", "image", "invalid_value")]
    public void Read_bad_request_names_the_field(string body, string? param, string code)
    {
        var (request, error) = Read(body);
        request.ShouldBeNull();
        error!.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(400), e => e.Param.ShouldBe(param), e => e.Code.ShouldBe(code));
    }

    [Theory]
    [InlineData("""{"prompt":"p","seconds":5,"n":2}""", "Only n=1 is supported")]
    [InlineData("""{"prompt":"p","seconds":5,"image":""}""", "non-empty image URL")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_secret":"s"}""", "callback_url and callback_secret")]
    [InlineData("""{"prompt":"p","seconds":5,"last_frame":"https://e.com/a.png"}""", "last_frame needs image")]
    [InlineData("""{"prompt":"p","seconds":5,"image":"https://e.com/a.png","reference_videos":"https://e.com/b.mp4"}""", "Frame inputs")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_videos":["http://e.com/b.mp4"]}""", "reference_videos cannot be used: only https")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_audios":["http://e.com/b.mp3"]}""", "reference_audios cannot be used: only https")]
    [InlineData("""{"prompt":"p","size":"1280x720"}""", "seconds is required")]
    public void Read_bad_request_says_it_in_the_words_that_clients_look_for(string body, string words) => Read(body).Error!.Message.ShouldContain(words);

    [Fact]
    public void Read_backslash_before_u0000_is_no_NUL() =>
        Read("""{"prompt":"a \\u0000 b","seconds":8}""").Request!.Video.Prompt.ShouldBe(@"a \u0000 b");

    [Fact]
    public void Read_image_over_the_limit_says_so()
    {
        var body = $$"""{"prompt":"p","seconds":5,"image":"data:image/png;base64,{{new string('A', 30 << 20)}}"}""";
        Read(body).Error!.Message.ShouldContain("exceeds the 20MB limit for image inputs");
    }

    private static (CreateRequest? Request, ApiError? Error) Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        return new OpenAiCreateReader(new NetworkRules(new NetworkOptions())).Read(new CreateBody(document.RootElement));
    }
}
