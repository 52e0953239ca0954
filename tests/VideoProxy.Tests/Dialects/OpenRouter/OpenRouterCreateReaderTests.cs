using System.Text.Json;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenRouter;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Tests.Dialects.OpenRouter;

public sealed class OpenRouterCreateReaderTests
{
    private const string Frame = """{"type":"image_url","image_url":{"url":"https://e.com/a.png"},"frame_type":"first_frame"}""";
    private const string Image = """{"type":"image_url","image_url":{"url":"https://e.com/b.png"}}""";

    [Fact]
    public void Read_full_request_gives_the_canonical_video()
    {
        var request = Read("""
            {"model":"google/veo-3.1","prompt":"p","duration":8,"resolution":"720p","aspect_ratio":"9:16","generate_audio":false,"seed":7,
             "callback_url":"https://example.com/h","provider":{"options":{"ark":{"watermark":true}}},"user":"u","session_id":"s","trace":{"a":1}}
            """).Request!;

        request.Video.ShouldSatisfyAllConditions(
            v => v.Model.ShouldBe("google/veo-3.1"), v => v.Seconds.ShouldBe(8), v => v.Resolution.ShouldBe("720p"), v => v.AspectRatio.ShouldBe("9:16"),
            v => v.Audio.ShouldBe(false), v => v.Seed.ShouldBe(7), v => v.ProviderOptions.ToJsonString().ShouldBe("""{"ark":{"watermark":true}}"""));
        request.ShouldSatisfyAllConditions(
            r => r.Dialect.ShouldBe("openrouter"), r => r.DefaultAudio.ShouldBeTrue(), r => r.CallbackUrl.ShouldBe("https://example.com/h"),
            r => r.CallbackSecret.ShouldBe(""), r => r.CallbackSignature.ShouldBe("account"));
    }

    [Fact]
    public void Read_callback_left_out_is_the_default_one_and_an_own_one_keeps_its_secret()
    {
        var defaults = new CallbacksOptions { Default = new() { Url = new Uri("http://operator.example.com/hook"), Secret = "s" } };

        Read("""{"model":"m","prompt":"p"}""", defaults).Request!.ShouldSatisfyAllConditions(
            r => r.CallbackUrl.ShouldBe("http://operator.example.com/hook"), r => r.CallbackSecret.ShouldBe(""));
        Read("""{"model":"m","prompt":"p","callback_url":"https://e.com/h"}""", defaults).Request!.ShouldSatisfyAllConditions(
            r => r.CallbackUrl.ShouldBe("https://e.com/h"), r => r.CallbackSecret.ShouldBe(""));
        Read("""{"model":"m","prompt":"p"}""").Request!.ShouldSatisfyAllConditions(r => r.CallbackUrl.ShouldBeNull(), r => r.CallbackSecret.ShouldBeNull());
    }

    [Fact]
    public void Read_frames_and_references_keeps_the_frames_and_says_so()
    {
        var request = Read($$"""{"model":"m","prompt":"p","frame_images":[{{Frame}}],"input_references":[{{Image}}]}""").Request!;

        request.Video.FirstFrame!.Url.ShouldBe("https://e.com/a.png");
        request.Video.ReferenceImages.ShouldBeEmpty();
        request.Ignored.ShouldBe(["input_references"]);
    }

    [Fact]
    public void Read_references_of_every_kind_are_told_apart()
    {
        var video = Read($$"""
            {"model":"m","prompt":"p","input_references":[
                {{Image}}, {"type":"video_url","video_url":{"url":"https://e.com/c.mp4"} }, {"type":"audio_url","audio_url":{"url":"https://e.com/d.mp3"} }]}
            """).Request!.Video;

        (video.ReferenceImages.Single().Url, video.ReferenceVideos.Single().Url, video.ReferenceAudios.Single().Url)
            .ShouldBe(("https://e.com/b.png", "https://e.com/c.mp4", "https://e.com/d.mp3"));
    }

    [Fact]
    public void Read_items_without_a_type_are_of_the_kind_whose_member_they_have()
    {
        var video = Read("""
            {"model":"m","prompt":"p","input_references":[
                {"image_url":{"url":"https://e.com/b.png"}}, {"video_url":{"url":"https://e.com/c.mp4"} }, {"audio_url":{"url":"https://e.com/d.mp3"} }]}
            """).Request!.Video;

        (video.ReferenceImages.Single().Url, video.ReferenceVideos.Single().Url, video.ReferenceAudios.Single().Url)
            .ShouldBe(("https://e.com/b.png", "https://e.com/c.mp4", "https://e.com/d.mp3"));
        Read("""{"model":"m","prompt":"p","frame_images":[{"image_url":{"url":"https://e.com/a.png"},"frame_type":"first_frame"}]}""").Request!.Video.FirstFrame!.Url.ShouldBe("https://e.com/a.png");
    }

    [Fact]
    public void Read_last_frame_alone_is_left_to_the_offerings_and_excludes_references()
    {
        var request = Read($$"""{"model":"m","prompt":"p","frame_images":[{{Frame.Replace("first_frame", "last_frame")}}],"input_references":[{{Image}}]}""").Request!;

        request.Video.ShouldSatisfyAllConditions(v => v.FirstFrame.ShouldBeNull(), v => v.LastFrame!.Url.ShouldBe("https://e.com/a.png"), v => v.ReferenceImages.ShouldBeEmpty());
        request.Ignored.ShouldBe(["input_references"]);
    }

    [Fact]
    public void Read_unknown_field_of_a_sister_dialect_is_told_its_name_here() =>
        Read("""{"model":"m","prompt":"p","seconds":5,"audio":true,"last_frame":"x"}""").Error!.Message.ShouldContain("seconds (use 'duration'), audio (use 'generate_audio'), last_frame (use 'frame_images')");

    [Theory]
    [InlineData("480p")]
    [InlineData("960p")]
    [InlineData("hd")]
    [InlineData("2K")]
    [InlineData("4K")]
    public void Read_every_listed_resolution_is_known(string resolution) =>
        Read($$"""{"model":"m","prompt":"p","resolution":"{{resolution}}"}""").Request!.Video.Resolution.ShouldBe(resolution);

    [Fact]
    public void Read_image_without_a_prompt_is_enough() => Read($$"""{"model":"m","frame_images":[{{Frame}}]}""").Error.ShouldBeNull();

    [Fact]
    public void Read_size_that_says_what_resolution_and_ratio_say_is_taken() =>
        Read("""{"model":"m","prompt":"p","size":"1280x720","resolution":"720p","aspect_ratio":"16:9"}""").Request!.Video.ShouldSatisfyAllConditions(
            v => v.Size.ShouldBe("1280x720"), v => v.Resolution.ShouldBeNull());

    [Theory]
    [InlineData("""[]""", null, "invalid_value")]
    [InlineData("""{"prompt":"p"}""", "model", "invalid_value")]
    [InlineData("""{"model":"m"}""", "prompt", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"a\u0000"}""", "prompt", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","seconds":5}""", "seconds", "unknown_field")]
    [InlineData("""{"model":"m","prompt":"p","duration":"5"}""", "duration", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","duration":0}""", "duration", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","duration":1.5}""", "duration", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","resolution":"720P"}""", "resolution", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","aspect_ratio":"5:4"}""", "aspect_ratio", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","size":"big"}""", "size", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","size":"1280x720","aspect_ratio":"9:16"}""", "size", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","generate_audio":"yes"}""", "generate_audio", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","creativity":3}""", "creativity", "unsupported")]
    [InlineData("""{"model":"m","prompt":"p","upscale_factor":2}""", "upscale_factor", "unsupported")]
    [InlineData("""{"model":"m","prompt":"p","provider":{"order":["a"]}}""", "provider", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","provider":{"options":{"ark":1}}}""", "provider", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","callback_url":"http://example.com/h"}""", "callback_url", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","callback_url":7}""", "callback_url", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","frame_images":{}}""", "frame_images", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","frame_images":[7]}""", "frame_images", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","frame_images":[{"type":"image_url","image_url":{"url":"https://e.com/a.png"}}]}""", "frame_images", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","frame_images":[{"type":"image_url","image_url":{"url":"http://e.com/a.png"},"frame_type":"first_frame"}]}""", "frame_images", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","frame_images":[{"image_url":{"url":"https://e.com/a\tb.png"},"frame_type":"first_frame"}]}""", "frame_images", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","input_references":[{"type":"video_url","video_url":{"url":"https://e.com/a b.mp4"}}]}""", "input_references", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","callback_url":"https://e.com/h\n"}""", "callback_url", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","input_references":[{"type":"text","text":"x"}]}""", "input_references", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","input_references":[{"type":"video_url","video_url":{"url":"data:video/mp4;base64,AAAA"}}]}""", "input_references", "invalid_value")]
    [InlineData("""{"model":"m","prompt":"p","input_references":[null]}""", "input_references", "invalid_value")]
    public void Read_bad_request_names_the_field(string body, string? param, string code)
    {
        var (request, error) = Read(body);
        request.ShouldBeNull();
        error!.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(400), e => e.Param.ShouldBe(param), e => e.Code.ShouldBe(code));
    }

    [Fact]
    public void Read_http_callback_is_refused_whatever_the_operator_allows() =>
        Read("""{"model":"m","prompt":"p","callback_url":"http://example.com/h"}""", network: new() { AllowHttp = true, AllowPrivate = true }).Error!.Message.ShouldContain("https");

    private static (CreateRequest? Request, ApiError? Error) Read(string body, CallbacksOptions? callbacks = null, NetworkOptions? network = null)
    {
        using var document = JsonDocument.Parse(body);
        return new OpenRouterCreateReader(new NetworkRules(network ?? new()), callbacks ?? new()).Read(new CreateBody(document.RootElement));
    }
}
