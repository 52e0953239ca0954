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
    [InlineData("\"https://e.com/a.png\"")]
    [InlineData("{\"url\":\"https://e.com/a.png\"}")]
    [InlineData("{\"image_url\":\"https://e.com/a.png\"}")]
    [InlineData("{\"image_url\":{\"url\":\"https://e.com/a.png\"}}")]
    [InlineData("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e.com/a.png\",\"detail\":\"high\"}}")]
    [InlineData("[\"https://e.com/a.png\"]")]
    [InlineData("[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e.com/a.png\"}}]")]
    public void Read_input_reference_in_every_shape_is_one_image(string shape)
    {
        Read($$"""{"prompt":"p","seconds":8,"input_reference":{{shape}}}""").Request!.Video.ReferenceImages.ShouldHaveSingleItem().Url.ShouldBe("https://e.com/a.png");
        Read($$"""{"prompt":"p","seconds":8,"image":{{shape}}}""").Request!.Video.FirstFrame!.Url.ShouldBe("https://e.com/a.png");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("\"1\"")]
    public void Read_n_in_any_writing_of_one(string n) => Read($$"""{"prompt":"p","seconds":8,"n":{{n}}}""").Error.ShouldBeNull();

    [Fact]
    public void Read_data_URL_may_be_url_safe_and_unpadded() =>
        Read($$"""{"prompt":"p","seconds":8,"image":"{{Png.TrimEnd('=').Replace('+', '-')}}"}""").Request!.Video.FirstFrame!.MimeType.ShouldBe("image/png");

    [Fact]
    public void Read_names_the_field_whose_image_becomes_the_first_frame()
    {
        var request = Read("""{"prompt":"p","seconds":8,"input_reference":"https://e.com/a.png"}""").Request!;

        request.Names!.Reword(ApiErrors.InvalidValue("image", "image could not be downloaded: no.")).ShouldSatisfyAllConditions(
            e => e.Param.ShouldBe("input_reference"), e => e.Message.ShouldBe("input_reference could not be downloaded: no."));
    }

    [Theory]
    [InlineData("user", 512)]
    [InlineData("callback_secret", 512)]
    public void Read_text_has_a_longest_length_in_code_points(string field, int most)
    {
        Read(Body(most)).Error.ShouldBeNull();
        Read(Body(most + 1)).Error!.ShouldSatisfyAllConditions(e => e.Param.ShouldBe(field), e => e.Message.ShouldContain($"{field} must have at most {most} characters"));

        string Body(int length)
        {
            var other = field == "callback_secret" ? "\"callback_url\":\"https://e.com/h\"," : "";
            return $$"""{"prompt":"p","seconds":8,{{other}}"{{field}}":"{{string.Concat(Enumerable.Repeat("🎬", length))}}"}""";
        }
    }

    [Fact]
    public void Read_url_has_at_most_4096_characters()
    {
        var url = "https://e.com/".PadRight(4096, 'a');

        Read($$"""{"prompt":"p","seconds":8,"image":"{{url}}"}""").Error.ShouldBeNull();
        Read($$"""{"prompt":"p","seconds":8,"image":"{{url}}a"}""").Error!.Message.ShouldContain("4096");
    }

    [Theory]
    [InlineData(16, 64, 512, null)]
    [InlineData(17, 64, 512, "at most 16 members")]
    [InlineData(16, 65, 512, "more than 64 characters")]
    [InlineData(16, 64, 513, "more than 512 characters")]
    public void Read_metadata_has_bounds(int pairs, int name, int value, string? problem)
    {
        var metadata = Enumerable.Range(10, pairs).ToDictionary(i => i.ToString().PadRight(name, 'n'), _ => string.Concat(Enumerable.Repeat("🎬", value)));

        var error = Read(JsonSerializer.Serialize(new { prompt = "p", seconds = 8, metadata })).Error;

        if (problem is null) error.ShouldBeNull();
        else error!.ShouldSatisfyAllConditions(e => e.Param.ShouldBe("metadata"), e => e.Message.ShouldContain(problem));
    }

    [Fact]
    public void Read_metadata_value_that_is_an_object_is_measured_as_text() =>
        Read($$"""{"prompt":"p","seconds":8,"metadata":{"a":["{{new string('x', 600)}}"] } }""").Error!.Message.ShouldContain("more than 512 characters");

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
    [InlineData("""{"prompt":"p","seconds":5,"duration":5}""", "duration", "unknown_field")]
    [InlineData("""{"prompt":"p","seconds":5,"n":"2"}""", "n", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":["https://e.com/a.png","https://e.com/b.png"]}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":"https://e.com/a b.png"}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":" https://e.com/a.png"}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"image":{"image_url":"https://e.com/a\tb.png"}}""", "image", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_images":["https://e.com/a\n.png"]}""", "reference_images", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_videos":["https://e.com/a\u0085.mp4"]}""", "reference_videos", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"reference_audios":["https://e.com/a\u00a0.mp3"]}""", "reference_audios", "invalid_value")]
    [InlineData("""{"prompt":"p","seconds":5,"callback_url":"https://e.com/a b","callback_secret":"s"}""", "callback_url", "invalid_value")]
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
