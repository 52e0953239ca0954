using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>The official packages make videos out of videos where the provider does, and get their 400 elsewhere.</summary>
public sealed class RemakeSdkTests(RemakeBed shared) : IClassFixture<RemakeBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Npm_package_remixes_edits_and_extends()
    {
        var (source, _) = await shared.MakeAsync();
        var prompts = new[] { Prompts.New(), Prompts.New(), Prompts.New() };

        var result = await NodeScript.RunAsync(_bed, "remakes.mjs", [source, .. prompts]);

        foreach (var (name, prompt, seconds, from) in ((string, string, string, string?)[])
            [("remix", prompts[0], "4", source), ("edit", prompts[1], "4", null), ("extension", prompts[2], "12", null)])
        {
            var video = result[name]!;
            ((string?)video["status"], (string?)video["prompt"], (string?)video["seconds"]).ShouldBe(("completed", prompt, seconds), result.ToJsonString());
            ((string?)video["remixed_from_video_id"]).ShouldBe(from);
        }

        foreach (var name in (string[])["file", "character"]) ShouldBeUnsupported(result[name]);
    }

    [Fact]
    public async Task Npm_package_gets_400_where_the_provider_makes_none()
    {
        var source = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        await _bed.Gateway.CompletedAsync(source);

        var result = await NodeScript.RunAsync(_bed, "remakes.mjs", source, Prompts.New(), Prompts.New(), Prompts.New());

        result.AsObject().Count.ShouldBe(5);
        foreach (var (_, outcome) in result.AsObject()) ShouldBeUnsupported(outcome);
    }

    [Fact]
    public async Task Nuget_package_remixes()
    {
        var (source, _) = await shared.MakeAsync();

        var video = await DotnetSdk.Connect(_bed).RemixAsync(source);

        ((string?)video["remixed_from_video_id"]).ShouldBe(source);
        await _bed.Gateway.CompletedAsync((string)video["id"]!);
    }

    private static void ShouldBeUnsupported(JsonNode? outcome) => outcome!.ToJsonString().ShouldBe("""{"error":"BadRequestError","code":"unsupported"}""");
}
