using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.CodeGateway;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Tests.Dialects.CodeGateway;

public sealed class CodeGatewayCreateReaderTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private const string Veo = "\"model\":\"google/veo-3.1-fast\"";
    private const string Seedance = "\"model\":\"bytedance/seedance-2.0\"";
    private const string Hailuo = "\"model\":\"minimax/hailuo-2.3-fast\"";

    [Fact]
    public void Read_veo_with_the_documented_types_gives_the_canonical_video()
    {
        var request = Read($$"""{{{Veo}},"prompt":"p","aspect_ratio":"9:16","duration":"8s","resolution":"1080p","generate_audio":true,"image_input":"{{Png}}"}""").Request!;

        request.DefaultAudio.ShouldBeFalse();
        request.Video.ShouldSatisfyAllConditions(
            v => v.Seconds.ShouldBe(8), v => v.AspectRatio.ShouldBe("9:16"), v => v.Resolution.ShouldBe("1080p"), v => v.Audio.ShouldBe(true), v => v.FirstFrame!.MimeType.ShouldBe("image/png"));
    }

    [Fact]
    public void Read_seedance_with_the_documented_types_gives_the_canonical_video() =>
        Read($$"""{{{Seedance}},"prompt":"p","aspect_ratio":"21:9","duration":10,"resolution":"1080p","camera_fixed":true,"watermark":false,"fps":24,"seed":42}""").Request!.Video
            .ShouldSatisfyAllConditions(
                v => v.Seconds.ShouldBe(10), v => v.AspectRatio.ShouldBe("21:9"), v => v.Seed.ShouldBe(42), v => v.ProviderOptions.ToJsonString().ShouldBe("""{"camera_fixed":true,"watermark":false}"""));

    [Fact]
    public void Read_hailuo_with_the_documented_types_gives_the_canonical_video() =>
        Read($$"""{{{Hailuo}},"prompt":"p","duration":6,"resolution":"1080P","prompt_optimizer":true}""").Request!.Video
            .ShouldSatisfyAllConditions(
                v => v.Seconds.ShouldBe(6), v => v.Resolution.ShouldBe("1080P"), v => v.AspectRatio.ShouldBeNull(), v => v.ProviderOptions.ToJsonString().ShouldBe("""{"prompt_optimizer":true}"""));

    [Fact]
    public void Read_defaults_are_the_documented_ones()
    {
        Read($$"""{{{Veo}},"prompt":"p"}""").Request!.Video.ShouldSatisfyAllConditions(
            v => v.Resolution.ShouldBe("720p"), v => v.AspectRatio.ShouldBe("16:9"), v => v.Seconds.ShouldBeNull(), v => v.Audio.ShouldBeNull());
        Read($$"""{{{Hailuo}},"prompt":"p"}""").Request!.Video.Resolution.ShouldBe("768P");
    }

    [Fact]
    public void Read_hailuo_takes_a_first_frame_instead_of_a_prompt() =>
        Read($$"""{{{Hailuo}},"first_frame_image":"data:image/png;base64,{{Png}}"}""").Request!.Video.FirstFrame.ShouldNotBeNull();

    [Theory]
    [InlineData(Png)]
    [InlineData("data:image/png;base64," + Png)]
    [InlineData("https://example.com/a.png")]
    public void Read_image_is_base64_a_data_URL_or_a_link(string image) => Read($$"""{{{Seedance}},"prompt":"p","image":"{{image}}"}""").Request!.Video.FirstFrame.ShouldNotBeNull();

    [Theory]
    [InlineData($$"""{{{Veo}}}""", "prompt is required for google/veo-3.1-fast")]
    [InlineData($$"""{{{Hailuo}}}""", "prompt or first_frame_image is required for minimax/hailuo-2.3-fast")]
    [InlineData("""{"prompt":"p"}""", "model is required. Available models: google/veo-3.1-fast, bytedance/seedance-2.0, minimax/hailuo-2.3-fast")]
    [InlineData("""{"model":"sora-2","prompt":"p"}""", "The model 'sora-2' is not available at this endpoint. Available models: google/veo-3.1-fast, bytedance/seedance-2.0, minimax/hailuo-2.3-fast")]
    [InlineData($$"""{{{Veo}},"prompt":"p","duration":6}""", "duration must be a string, not 6.")]
    [InlineData($$"""{{{Veo}},"prompt":"p","duration":"5s"}""", "duration must be one of 4s, 6s, 8s.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","duration":"6s"}""", "duration must be a whole number from 4 to 12, not '6s'.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","duration":13}""", "duration must be a whole number from 4 to 12, not 13.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","fps":30}""", "fps must be 24. Only fps=24 is supported, not 30.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","resolution":"720P"}""", "resolution must be one of 720p, 480p, 1080p.")]
    [InlineData($$"""{{{Hailuo}},"prompt":"p","resolution":"768p"}""", "resolution must be one of 768P, 1080P.")]
    [InlineData($$"""{{{Hailuo}},"prompt":"p","aspect_ratio":"16:9"}""", "The request has unknown fields: aspect_ratio. Remove them or correct their names.")]
    [InlineData($$"""{{{Veo}},"prompt":"p","image":"https://e.com/a.png"}""", "The request has unknown fields: image (use 'image_input'). Remove them or correct their names.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","camera_fixed":"no"}""", "camera_fixed must be true or false, not 'no'.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","image":"http://e.com/a.png"}""", "image cannot be used: only https URLs are allowed.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","image":"https://10.0.0.1/a.png"}""", "image cannot be used: only public addresses are allowed (VideoProxy:Network:AllowPrivate allows private ones).")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","image":"not base64"}""", "image is neither an https URL nor valid base64.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","last_frame_image":"https://e.com/a.png","reference_images":["https://e.com/b.png"]}""", "last_frame_image cannot be combined with reference_images or reference_video")]
    [InlineData($$"""{{{Veo}},"prompt":"p","image_input":"https://e.com/a.png"}""", "image_input must be the image as base64. A link is not allowed in this field.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","first_frame_image":"https://e.com/a.png","seconds":5}""", "The request has unknown fields: first_frame_image (use 'image'), seconds (use 'duration'). Remove them or correct their names.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","image":"https://e.com/a b.png"}""", "image cannot be used: a URL must not contain spaces, tabs, line breaks or control characters, and a space is written as %20.")]
    [InlineData($$"""{{{Seedance}},"prompt":"p","image":"https://e.com/a.png","reference_images":["https://e.com/b.png"]}""", "image cannot be combined with reference_images or reference_video")]
    [InlineData("""[]""", "The body must be a JSON object.")]
    [InlineData("""{"model":7}""", "model is required. Available models: google/veo-3.1-fast, bytedance/seedance-2.0, minimax/hailuo-2.3-fast")]
    public void Read_bad_request_says_what_is_wrong(string body, string message) =>
        Read(body).Error!.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(400), e => e.Message.ShouldBe(message));

    [Fact]
    public void Read_last_frame_alone_is_left_to_the_offerings() =>
        Read($$"""{{{Seedance}},"prompt":"p","last_frame_image":"https://e.com/a.png"}""").Request!.Video.ShouldSatisfyAllConditions(
            v => v.LastFrame!.Url.ShouldBe("https://e.com/a.png"), v => v.FirstFrame.ShouldBeNull());

    [Fact]
    public void Read_names_are_those_of_the_model()
    {
        var names = Read($$"""{{{Veo}},"prompt":"p"}""").Request!.Names!;

        names.Reword(new RequestProblem("image", "image must be smaller")).ShouldBe(new RequestProblem("image_input", "image_input must be smaller"));
        names.Reword(new RequestProblem("provider_options.fps", "provider_options.fps is unsupported")).ShouldBe(new RequestProblem("fps", "fps is unsupported"));
    }

    [Fact]
    public void Read_base64_may_be_url_safe_and_unpadded() =>
        Read($$"""{{{Veo}},"prompt":"p","image_input":"{{Png.TrimEnd('=').Replace('+', '-').Replace('/', '_')}}"}""").Request!.Video.FirstFrame!.MimeType.ShouldBe("image/png");

    [Fact]
    public void Read_prompt_is_measured_in_code_points()
    {
        Read($$"""{{{Veo}},"prompt":"{{string.Concat(Enumerable.Repeat("🎬", 2000))}}"}""").Error.ShouldBeNull();
        Read($$"""{{{Veo}},"prompt":"{{string.Concat(Enumerable.Repeat("🎬", 2001))}}"}""").Error!.Message.ShouldBe("prompt exceeds 2000 chars");
    }

    [Fact]
    public void Read_prompt_over_the_cap_says_so_in_the_documented_words() =>
        Read($$"""{{{Veo}},"prompt":"{{new string('a', 2001)}}"}""").Error!.Message.ShouldBe("prompt exceeds 2000 chars");

    private static (CreateRequest? Request, ApiError? Error) Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        return new CodeGatewayCreateReader(new NetworkRules(new NetworkOptions())).Read(new CreateBody(document.RootElement));
    }
}
