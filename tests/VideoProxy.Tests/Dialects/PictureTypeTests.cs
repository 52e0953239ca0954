using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.CodeGateway;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Dialects.OpenRouter;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Tests.Dialects;

/// <summary>The type of a picture comes from its bytes, however a client sends it and whatever the client calls it.</summary>
public sealed class PictureTypeTests
{
    private const string Heic = "AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWlj";
    private const string Avif = "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYx";
    private static readonly NetworkRules Network = new(new NetworkOptions());

    private static readonly Dictionary<string, Func<string, string, (CreateRequest? Request, ApiError? Error)>> Ways = new()
    {
        ["openai, data URL"] = (type, picture) => Read(new OpenAiCreateReader(Network).Read, $$"""{"prompt":"p","seconds":5,"image":"data:{{type}};base64,{{picture}}"}"""),
        ["openai, reference"] = (type, picture) => Read(new OpenAiCreateReader(Network).Read, $$"""{"prompt":"p","seconds":5,"reference_images":[{"url":"data:{{type}};base64,{{picture}}"}]}"""),
        ["openai, file"] = (_, picture) => ReadFile(picture),
        ["openrouter, frame"] = (type, picture) => Read(new OpenRouterCreateReader(Network, new()).Read, $$$"""{"model":"m","prompt":"p","frame_images":[{"type":"image_url","image_url":{"url":"data:{{{type}}};base64,{{{picture}}}"},"frame_type":"first_frame"}]}"""),
        ["openrouter, reference"] = (type, picture) => Read(new OpenRouterCreateReader(Network, new()).Read, $$$"""{"model":"m","prompt":"p","input_references":[{"type":"image_url","image_url":{"url":"data:{{{type}}};base64,{{{picture}}}"}}]}"""),
        ["codegateway, data URL"] = (type, picture) => Read(new CodeGatewayCreateReader(Network).Read, $$"""{"model":"bytedance/seedance-2.0","prompt":"p","image":"data:{{type}};base64,{{picture}}"}"""),
        ["codegateway, base64"] = (_, picture) => Read(new CodeGatewayCreateReader(Network).Read, $$"""{"model":"bytedance/seedance-2.0","prompt":"p","image":"{{picture}}"}"""),
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_with_a_lying_or_missing_type_has_the_type_of_its_bytes(string way)
    {
        foreach (var declared in (string[])["image/png", "image/jpg", "application/octet-stream", "text/plain;charset=utf-8", ""])
        {
            foreach (var (type, bytes) in (IEnumerable<(string, byte[])>)[("image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0]), ("image/gif", [.. "GIF89a"u8]), ("image/webp", [.. "RIFF\0\0\0\0WEBP"u8])])
            {
                var (request, error) = Ways[way](declared, Convert.ToBase64String(bytes));

                error.ShouldBeNull($"{declared}: {error?.Message}");
                request!.Video.AllMedia().ShouldHaveSingleItem().Input.MimeType.ShouldBe(type);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_of_a_format_that_no_provider_takes_is_refused_by_its_name(string way)
    {
        foreach (var (format, picture) in (IEnumerable<(string, string)>)[("a HEIC image", Heic), ("an AVIF image", Avif)])
        {
            var error = Ways[way]("image/png", picture).Error!;

            error.Status.ShouldBe(400);
            error.Message.ShouldContain($"It is {format}. Convert it to one of these formats");
        }
    }

    private static (CreateRequest? Request, ApiError? Error) Read(Func<CreateBody, (CreateRequest? Request, ApiError? Error)> read, string json)
    {
        using var document = JsonDocument.Parse(json);
        return read(new CreateBody(document.RootElement));
    }

    private static (CreateRequest? Request, ApiError? Error) ReadFile(string picture)
    {
        FormPart[] parts = [new("prompt", IsFile: false, "p"u8.ToArray()), new("image", IsFile: true, Convert.FromBase64String(picture))];
        return new OpenAiCreateReader(Network).Read(CreateForm.Read(parts, CreateFields.Known).Body!);
    }
}
