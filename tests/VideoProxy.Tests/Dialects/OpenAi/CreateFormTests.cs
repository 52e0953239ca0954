using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Tests.Dialects.OpenAi;

public sealed class CreateFormTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 2];

    [Fact]
    public void Read_texts_are_typed_by_their_field()
    {
        var request = Good(
            Text("model", "sora-2"), Text("seconds", "8"), Text("size", "1280x720"), Text("audio", "true"), Text("seed", "7"), Text("n", "1"),
            Text("user", "u"), Text("callback_url", "https://example.com/h"), Text("callback_secret", "s"));

        request.Video.ShouldSatisfyAllConditions(
            v => v.Model.ShouldBe("sora-2"), v => v.Prompt.ShouldBe("p"), v => v.Seconds.ShouldBe(8), v => v.Size.ShouldBe("1280x720"),
            v => v.Audio.ShouldBe(true), v => v.Seed.ShouldBe(7), v => v.User.ShouldBe("u"));
        request.CallbackUrl.ShouldBe("https://example.com/h");
        request.CallbackSecret.ShouldBe("s");
    }

    [Fact]
    public void Read_seconds_left_out_is_left_to_the_offering() => Good().Video.Seconds.ShouldBeNull();

    [Fact]
    public void Read_bracketed_objects_keep_metadata_as_text_and_type_native_parameters()
    {
        var request = Good(
            Text("metadata[order]", "17"), Text("metadata[a][b]", "true"), Text("metadata[größe]", "{"),
            Text("provider_options[watermark]", "true"), Text("provider_options[n]", "-1.5e3"), Text("provider_options[mode]", "007"));

        request.Metadata!.ToString().ShouldBe(JsonNode.Parse("""{"order":"17","a":{"b":"true"},"größe":"{"}""")!.ToString());
        request.Video.ProviderOptions.ToJsonString().ShouldBe("""{"watermark":true,"n":-1.5e3,"mode":"007"}""");
    }

    [Fact]
    public void Read_objects_as_one_JSON_text_are_objects()
    {
        var request = Good(
            Text("metadata", """ {"order":17}"""), Text("provider_options", """{"watermark":"true"}"""),
            Text("input_reference", """{"image_url":"https://example.com/a.png"}"""));

        request.Metadata!.ToJsonString().ShouldBe("""{"order":17}""");
        request.Video.ProviderOptions.ToJsonString().ShouldBe("""{"watermark":"true"}""");
        request.Video.ReferenceImages.Single().Url.ShouldBe("https://example.com/a.png");
    }

    [Fact]
    public void Read_files_are_images_of_the_type_that_their_bytes_have()
    {
        var video = Good(File("image", Png), File("last_frame", Jpeg)).Video;

        video.FirstFrame.ShouldSatisfyAllConditions(i => i!.MimeType.ShouldBe("image/png"), i => i!.Bytes.ToArray().ShouldBe(Png));
        video.LastFrame!.MimeType.ShouldBe("image/jpeg");
    }

    [Theory]
    [InlineData("reference_images", "reference_images")]
    [InlineData("reference_images[]", "reference_images[]")]
    [InlineData("reference_images[0]", "reference_images[1]")]
    [InlineData("input_reference", "input_reference[]")]
    public void Read_lists_take_files_and_links_in_the_order_sent(string first, string second)
    {
        var images = Good(File(first, Png), Text(second, "https://example.com/b.png")).Video.ReferenceImages;

        images.Select(i => i.Url ?? i.MimeType).ShouldBe(["image/png", "https://example.com/b.png"]);
    }

    [Fact]
    public void Read_lists_take_objects_and_one_JSON_text()
    {
        var video = Good(
            Text("reference_images[][image_url]", "https://e.com/1.png"), Text("reference_images[][url]", "https://e.com/2.png"),
            Text("reference_images[2][image_url][url]", "https://e.com/3.png"),
            Text("reference_videos", """["https://e.com/1.mp4","https://e.com/2.mp4"]""")).Video;

        video.ReferenceImages.Select(i => i.Url).ShouldBe(["https://e.com/1.png", "https://e.com/2.png", "https://e.com/3.png"]);
        video.ReferenceVideos.Select(i => i.Url).ShouldBe(["https://e.com/1.mp4", "https://e.com/2.mp4"]);
    }

    [Fact]
    public void Read_input_reference_in_brackets_is_a_link() =>
        Good(Text("input_reference[image_url]", "https://e.com/a.png")).Video.ReferenceImages.Single().Url.ShouldBe("https://e.com/a.png");

    [Theory]
    [InlineData("input_reference")]
    [InlineData("input_reference[]")]
    [InlineData("input_reference[0]")]
    [InlineData("input_reference[image_url]")]
    [InlineData("reference_images[][image_url][url]")]
    public void Read_data_URLs_are_images_wherever_a_link_may_be(string name)
    {
        var image = Good(Text(name, "data:;base64," + Convert.ToBase64String(Png))).Video.ReferenceImages.Single();

        image.MimeType.ShouldBe("image/png");
        image.Bytes.ToArray().ShouldBe(Png);
    }

    [Fact]
    public void Read_data_URL_as_a_frame_is_an_image() =>
        Good(Text("image[image_url]", "data:;base64," + Convert.ToBase64String(Png))).Video.FirstFrame!.Bytes.ToArray().ShouldBe(Png);

    /// <summary>The names of two text parts with their values; param, code and a fragment of the message that they must get.</summary>
    [Theory]
    [InlineData("seconds", "8", "seconds", "8", "seconds", "more than once")]
    [InlineData("metadata[a]", "1", "metadata[a]", "2", "metadata", "metadata[a] is given more than once")]
    [InlineData("metadata[a]", "1", "metadata[a][b]", "2", "metadata", "more than once")]
    [InlineData("reference_images[0]", "https://e.com/a", "reference_images[0]", "https://e.com/b", "reference_images", "more than once")]
    [InlineData("input_reference[url]", "https://e.com/a", "input_reference", "https://e.com/b", "input_reference", "more than once")]
    [InlineData("reference_images[1]", "https://e.com/a", "user", "u", "reference_images", "skips")]
    [InlineData("reference_images[99999999999]", "https://e.com/a", "user", "u", "reference_images", "skips")]
    [InlineData("image", "data:,a", "image[url]", "data:,b", "image", "more than once")]
    [InlineData("input_reference[url]", "https://e.com/a", "input_reference[image_url]", "data:,b", "input_reference", "more than once")]
    [InlineData("input_reference", "data:;base64,\0", "user", "u", "input_reference", "base64")]
    [InlineData("reference_videos", "data:,a", "user", "u", "reference_videos", "URL")]
    [InlineData("metadata", "{\"a\":", "user", "u", "metadata", "not valid JSON")]
    [InlineData("metadata", "{\"a\":1,\"a\":2}", "user", "u", "metadata", "the member 'a' is given twice")]
    [InlineData("provider_options", "{\"a\":{\"b\":1,\"b\":2}}", "user", "u", "provider_options", "the member 'a.b' is given twice")]
    [InlineData("metadata", "text", "user", "u", "metadata", "must be an object")]
    [InlineData("metadata[]", "text\0", "user", "u", "metadata", "NUL")]
    [InlineData("metadata[a\0]", "text", "user", "u", "metadata", "NUL")]
    [InlineData("user", "a\0", "size", "1280x720", "user", "NUL")]
    [InlineData("prompt[a]", "x", "user", "u", "prompt", "more than once")]
    [InlineData("audio", "yes", "user", "u", "audio", "true or false")]
    [InlineData("seed", "1.5", "user", "u", "seed", "whole number")]
    [InlineData("seconds", "", "user", "u", "seconds", "whole number")]
    [InlineData("image[]", "https://e.com/a", "image[]", "https://e.com/b", "image", "name them reference_images")]
    [InlineData("image", "https://e.com/a", "image[0]", "https://e.com/b", "image", "more than once")]
    [InlineData("image[1]", "https://e.com/a", "user", "u", "image", "URL")]
    [InlineData("n", "2", "user", "u", "n", "Only n=1")]
    [InlineData("image", "https://e.com/a b", "user", "u", "image", "must not contain spaces")]
    [InlineData("last_frame", "https://e.com/a", "user", "u", "last_frame", "needs image")]
    public void Read_bad_texts_name_the_field(string first, string firstValue, string second, string secondValue, string param, string fragment)
    {
        var (request, error) = Read(Text("prompt", "p"), Text(first, firstValue), Text(second, secondValue));

        request.ShouldBeNull();
        error!.ShouldSatisfyAllConditions(
            e => e.Status.ShouldBe(400), e => e.Code.ShouldBe("invalid_value"), e => e.Param.ShouldBe(param),
            e => e.Message.ShouldContain(fragment, Case.Sensitive));
    }

    [Fact]
    public void Read_unknown_fields_are_named_together()
    {
        var error = Read(Text("colour", "red"), Text("prompt", "p"), File("speed", Png), Text("colour", "blue"), Text("[a]", "b")).Error!;

        error.ShouldSatisfyAllConditions(e => e.Code.ShouldBe("unknown_field"), e => e.Param.ShouldBe("colour"));
        error.Message.ShouldContain("colour, speed, [a]");
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("reference_videos")]
    [InlineData("metadata[a]")]
    [InlineData("input_reference[image_url]")]
    public void Read_file_where_none_is_taken_is_refused(string name)
    {
        var error = Read(Text("prompt", "p"), File(name, Png)).Error!;

        error.Param.ShouldBe(FormKey.Parse(name).Field);
        error.Message.ShouldStartWith(name + " takes no file");
    }

    [Theory]
    [InlineData("image[]")]
    [InlineData("image[0]")]
    public void Read_frame_written_as_a_list_of_one_is_that_frame(string name)
    {
        Good(File(name, Png)).Video.FirstFrame!.MimeType.ShouldBe("image/png");
        Good(Text(name + "[image_url]", "https://e.com/a.png")).Video.FirstFrame!.Url.ShouldBe("https://e.com/a.png");
    }

    [Theory]
    [InlineData("images", "reference_images")]
    [InlineData("images[]", "reference_images")]
    [InlineData("first_frame", "image")]
    [InlineData("input_image", "image")]
    [InlineData("ratio", "aspect_ratio")]
    [InlineData("duration", "seconds")]
    [InlineData("aspectRatio", "aspect_ratio")]
    public void Read_other_spelling_is_refused_with_the_right_name(string name, string right)
    {
        var error = Read(Text("prompt", "p"), File(name, Png)).Error!;

        error.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(400), e => e.Code.ShouldBe("unknown_field"), e => e.Message.ShouldContain($"'{right}'"));
    }

    [Theory]
    [InlineData("HEIC", "AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWlj")]
    [InlineData("HEIC", "AAAAGGZ0eXBtaWYxAAAAAG1pZjFoZWlj")]
    [InlineData("AVIF", "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYx")]
    [InlineData("AVIF", "AAAAHGZ0eXBtaWYxAAAAAG1pZjFhdmlm")]
    [InlineData("video", "AAAAHGZ0eXBpc29tAAACAGlzb21pc28y")]
    [InlineData("BMP", "Qk02AAAA")]
    [InlineData("PDF", "JVBERi0xLjc=")]
    [InlineData("XML", "PHN2ZyB4bWxucz0i")]
    public void Read_picture_of_another_format_is_refused_by_what_it_is(string format, string base64)
    {
        Read(Text("prompt", "p"), File("image", Convert.FromBase64String(base64))).Error!.Message.ShouldContain(format);
        Read(Text("prompt", "p"), Text("input_reference", "data:image/png;base64," + base64)).Error!.Message.ShouldContain(format);
    }

    [Fact]
    public void Read_image_twice_is_refused() => Read(Text("prompt", "p"), File("image", Png), File("image", Png)).Error!.Message.ShouldContain("more than once");

    [Fact]
    public void Read_file_that_is_no_image_is_refused() => Read(Text("prompt", "p"), File("image", [1, 2, 3])).Error!.Message.ShouldContain("first bytes");

    [Fact]
    public void Read_file_over_the_limit_says_so() =>
        Read(Text("prompt", "p"), File("input_reference", [.. Png, .. new byte[20 << 20]])).Error!.Message
            .ShouldContain("exceeds the 20MB limit for image inputs");

    [Fact]
    public void Read_text_that_is_not_UTF8_is_refused() =>
        Read(new FormPart("prompt", IsFile: false, Jpeg)).Error!.Message.ShouldBe(
            "prompt is not UTF-8 text. Send a file with a filename in its Content-Disposition header.");

    [Fact]
    public void Read_name_nested_too_deep_is_refused() =>
        Read(Text("metadata" + string.Concat(Enumerable.Repeat("[a]", 33)), "x")).Error!.Message.ShouldContain("32 levels");

    private static CreateRequest Good(params FormPart[] parts)
    {
        var (request, error) = Read([Text("prompt", "p"), .. parts]);
        error.ShouldBeNull();
        return request!;
    }

    private static (CreateRequest? Request, ApiError? Error) Read(params FormPart[] parts)
    {
        var (body, error) = CreateForm.Read(parts, CreateFields.Known);
        return body is null ? (null, error) : new OpenAiCreateReader(new NetworkRules(new NetworkOptions())).Read(body);
    }

    private static FormPart Text(string name, string value) => new(name, IsFile: false, Encoding.UTF8.GetBytes(value));

    private static FormPart File(string name, byte[] bytes) => new(name, IsFile: true, bytes);
}
