using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>The gateway is killed under the openai package of npm, which sends a file and a key and repeats its create by itself.</summary>
public abstract class SdkCrashTests(CrashBed bed) : CrashTests(bed)
{
    [Fact]
    public async Task Form_whose_submit_was_killed_is_sent_again_by_the_package_and_is_the_same_job()
    {
        var hold = new Hold();
        (Script.OnSubmit, Script.TakesSilently) = (hold.StopFirstAsync, true);
        var video = MakeAsync();
        await hold.Reached;

        await Bed.KillAndReplaceAsync();

        var made = await video;
        ((string?)made["prompt"], (string?)made["status"]).ShouldBe((Prompt, "completed"));
        (await JobRows.OfPromptAsync(Bed, Prompt)).ShouldHaveSingleItem().Id.ShouldBe((string?)made["id"]);
        Script.Submissions.ShouldBe(1);
        ((string?)Script.LastBody!["content"]![1]!["image_url"]!["url"]).ShouldBe(Images.PngUrl);
    }

    private async Task<JsonNode> MakeAsync()
    {
        var file = Bed.Temp.Join($"{Hook}.png");
        await File.WriteAllBytesAsync(file, Images.Png);
        // From the repository: the package is found in the folders above the script.
        var script = Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "Sdk", "create-through-a-crash.mjs");
        var run = await ProcessRun.RunAsync("node", [script, Bed.Urls + "/v1", TestBed.Key, Prompt, file, Hook], Bed.Temp.Path, TimeSpan.FromMinutes(3));
        run.ExitCode.ShouldBe(0, run.Errors);
        return JsonNode.Parse(run.Output)!;
    }
}
