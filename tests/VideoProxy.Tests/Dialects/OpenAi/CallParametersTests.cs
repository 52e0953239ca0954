using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Dialects.OpenAi;

namespace VideoProxy.Tests.Dialects.OpenAi;

public sealed class CallParametersTests
{
    [Fact]
    public void Of_json_shows_media_by_size_and_everything_else_as_it_is()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("boat", 500));
        var body = new JsonObject
        {
            ["prompt"] = prompt, ["none"] = null, ["seconds"] = 5,
            ["image"] = new JsonObject { ["url"] = "data:image/png;base64," + new string('A', 400) },
            ["frames"] = new JsonArray(new string('B', 400), "https://example.com/a.png?signature=" + new string('c', 400)),
        };

        CallParameters.Of(new CallContent.Json(body)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldBe(
            $$$"""{"prompt":"{{{prompt}}}","none":null,"seconds":5,"image":{"url":"<data:image/png;base64, about 300 bytes>"},"frames":["<base64, about 300 bytes>","https://example.com/a.png?signature={{{new string('c', 400)}}}"]}""");
    }

    [Fact]
    public void Of_multipart_shows_files_by_size_and_repeated_fields_as_a_list()
    {
        var file = MediaInput.FromBytes(new byte[12], "image/png");
        CallPart[] parts = [new("prompt", "a boat"), new("image", null, file, "a.png"), new("image", null, file, "b.png"), new("image", null, file, "c.png")];

        var fields = CallParameters.Of(new CallContent.Multipart(parts));

        ((string?)fields["prompt"]).ShouldBe("a boat");
        fields["image"]!.AsArray().Select(image => (string?)image).ShouldBe(Enumerable.Repeat("<image/png, about 12 bytes>", 3));
    }

    [Fact]
    public void Of_form_or_nothing_is_an_object()
    {
        CallParameters.Of(new CallContent.Form(new Dictionary<string, string> { ["prompt"] = "a boat" })).ToJsonString().ShouldBe("""{"prompt":"a boat"}""");
        CallParameters.Of(null).ShouldBeEmpty();
    }
}
