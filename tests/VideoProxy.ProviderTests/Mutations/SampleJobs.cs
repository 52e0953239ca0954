using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Mutations;

/// <summary>Jobs that between them use every input, as links and as bytes, for an offering that takes all of it.</summary>
internal static class SampleJobs
{
    private static readonly MediaInput Link = MediaInput.FromUrl("https://cdn.example.com/a?b=c"), Bytes = MediaInput.FromBytes(new byte[] { 1, 2, 3 }, "image/png");

    private static readonly Offering Offering = new()
    {
        ProviderId = "fixture", Model = "model-1", Upstream = "vendor/model-1", Sizes = ["1280x720", "1080x1920"], Seconds = [5, 10], DefaultSeconds = 5,
        Audio = AudioSupport.Optional, Seed = true, NegativePrompt = true,
        Passthrough = new Dictionary<string, JsonObject> { ["a"] = new() { ["type"] = "string" }, ["watermark"] = new() { ["type"] = "boolean" } },
    };

    private static readonly VideoRequest Plain = new() { Model = "model-1", Prompt = "..\r\n{{apiKey}} \u0000 \U0001F600" };

    public static IReadOnlyList<ProviderJob> All { get; } =
    [
        .. new[]
        {
            Plain,
            Plain with { Prompt = "", FirstFrame = Link },
            Plain with { FirstFrame = Bytes, LastFrame = Link, User = "u", ProviderOptions = new() { ["watermark"] = true } },
            Plain with { ReferenceImages = [Link, Bytes], ReferenceVideos = [Link], ReferenceAudios = [Bytes], Seed = 7, NegativePrompt = "", ProviderOptions = new() { ["a"] = "..", ["gone"] = null } },
        }.Select(request => new ProviderJob
        {
            AttemptId = "att_1", Request = request, Output = new(5, "1280x720", "720p", "16:9", true), Offering = Offering,
            Destination = new("main", new Dictionary<string, string> { [ProviderCall.MainAddress] = "https://api.example.com" }, new Dictionary<string, string> { ["apiKey"] = "k" }, []),
        }),
    ];

    /// <summary>As an earlier form of the file may have left it.</summary>
    public static IEnumerable<JsonNode?> Notes =>
        [null, new JsonObject { ["$if"] = "image" }, new JsonObject { ["$then"] = "content" }, new JsonObject { ["$if"] = "image", ["$then"] = "content", ["x"] = "https://api.example.com/x" }];

    /// <summary>Whether the host hands the request over: it has every input in the form that the provider takes.</summary>
    public static bool IsTaken(VideoRequest request, ITakeMedia provider) => request.AllMedia().All(media => provider.FormOf(media.Kind) switch
    {
        MediaForm.Url => media.Input.Url is not null,
        MediaForm.Inline => media.Input.Url is null,
        _ => true,
    });
}
