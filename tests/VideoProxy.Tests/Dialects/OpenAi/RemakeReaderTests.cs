using System.Text;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Tests.Dialects.OpenAi;

public sealed class RemakeReaderTests
{
    [Theory]
    [InlineData("remix", """{"prompt":"p"}""", RemakeKind.Remix, "video_of_the_path", null)]
    [InlineData("edits", """{"prompt":"p","video":{"id":"video_1"}}""", RemakeKind.Edit, "video_1", null)]
    [InlineData("extensions", """{"prompt":"p","video":{"id":"video_1"},"seconds":"8"}""", RemakeKind.Extension, "video_1", 8)]
    [InlineData("extensions", """{"prompt":"p","video":{"id":"video_1"},"seconds":8}""", RemakeKind.Extension, "video_1", 8)]
    public void Read_json_gives_kind_source_and_length(string call, string body, RemakeKind kind, string source, int? seconds)
    {
        var request = Read(call, body).Request!;

        request.Source.ShouldBe(new SourceVideo(kind, source));
        (request.Video.Prompt, request.Video.Seconds).ShouldBe(("p", seconds));
    }

    [Theory]
    [InlineData("edits", "video[id]", "video_1")]
    [InlineData("edits", "video", """{"id":"video_1"}""")]
    [InlineData("extensions", "video[id]", "video_1")]
    public void Read_form_as_the_sdks_write_it(string call, string name, string value) =>
        ReadForm(call, [Text("prompt", "p"), Text(name, value)]).Request!.Source!.VideoId.ShouldBe("video_1");

    [Fact]
    public void Read_callback_and_metadata_are_as_in_a_create()
    {
        var request = Read("remix", """{"prompt":"p","callback_url":"https://client.example.com/hook","callback_secret":"s","metadata":{"a":1}}""").Request!;

        (request.CallbackUrl, request.CallbackSecret, request.CallbackSignature).ShouldBe(("https://client.example.com/hook", "s", "raw"));
        request.Metadata!.ToJsonString().ShouldBe("""{"a":1}""");
        Read("remix", """{"prompt":"p","callback_url":"https://client.example.com/hook"}""").Error!.Param.ShouldBe("callback_secret");
    }

    [Theory]
    [InlineData("remix", "{}", "invalid_value", "prompt")]
    [InlineData("remix", """{"prompt":"p","video":{"id":"video_1"}}""", "unknown_field", "video")]
    [InlineData("remix", """{"prompt":"p","seconds":8}""", "unknown_field", "seconds")]
    [InlineData("edits", """{"prompt":"p","video":{"id":"video_1"},"model":"sora-2"}""", "unknown_field", "model")]
    [InlineData("edits", """{"prompt":"p"}""", "unsupported", "video")]
    [InlineData("edits", """{"prompt":"p","video":"video_1"}""", "invalid_value", "video")]
    [InlineData("edits", """{"prompt":"p","video":{"id":1}}""", "invalid_value", "video")]
    [InlineData("edits", """{"prompt":"p","video":{"id":"video_1","x":1}}""", "invalid_value", "video")]
    [InlineData("edits", """{"prompt":" ","video":{"id":"video_1"}}""", "invalid_value", "prompt")]
    [InlineData("extensions", """{"prompt":"p","video":{"id":"video_1"}}""", "invalid_value", "seconds")]
    [InlineData("extensions", """{"prompt":"p","video":{"id":"video_1"},"seconds":0}""", "invalid_value", "seconds")]
    [InlineData("extensions", "[]", "invalid_value", null)]
    public void Read_wrong_body_names_the_field(string call, string body, string code, string? param)
    {
        var error = Read(call, body).Error!;
        (error.Status, error.Code, error.Param).ShouldBe((400, code, param));
    }

    [Fact]
    public void Read_video_as_a_file_is_unsupported() =>
        ReadForm("edits", [Text("prompt", "p"), new("video", IsFile: true, new byte[] { 0, 0, 0, 24 })]).Error!.Code.ShouldBe("unsupported");

    private static (CreateRequest? Request, ApiError? Error) Read(string call, string body)
    {
        using var document = JsonDocument.Parse(body);
        return Call(call).Read(new CreateBody(document.RootElement) { PathId = "video_of_the_path" });
    }

    private static (CreateRequest? Request, ApiError? Error) ReadForm(string name, IReadOnlyList<FormPart> parts)
    {
        var (body, error) = CreateForm.Read(parts, Call(name).FormFields!);
        return body is null ? (null, error) : Call(name).Read(body);
    }

    private static CreateCall Call(string name) => new RemakeReader(new NetworkRules(new NetworkOptions())).Calls.Single(call => call.Name == name);

    private static FormPart Text(string name, string value) => new(name, IsFile: false, Encoding.UTF8.GetBytes(value));
}
