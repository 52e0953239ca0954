using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Cli;

public sealed class JobsCommandTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Resolve_with_the_upstream_id_makes_a_failed_jobs_video_fetchable()
    {
        var (id, script) = await LoseAsync();
        (await RunAsync("unknown")).Output.ShouldContain(id);

        // The operator finds the task in the provider's console.
        script.OnSubmit = null;
        var other = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        (await RunAsync("show", other)).Output.ShouldContain("accepted");
        var task = _bed.Upstream.Take(script);
        var resolved = await RunAsync("resolve", id, "--upstream-id", task, "--json");

        resolved.ExitCode.ShouldBe(0, resolved.Output);
        var late = await Until.FoundAsync(async () => await _bed.Gateway.RetrieveAsync(id) is var job && job["content"] is not null ? job : null, "the late video");
        ((string?)late["status"], (string?)late["error"]!["code"]).ShouldBe(("failed", "submission_unknown"));
        using var content = await _bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
        (await RunAsync("resolve", id, "--gone")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Resolve_gone_records_it_and_leaves_the_state()
    {
        var (id, _) = await LoseAsync();

        (await RunAsync("resolve", id, "--gone")).ExitCode.ShouldBe(0);

        (await RunAsync("unknown")).Output.ShouldNotContain(id);
        ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe("failed");
    }

    [Fact]
    public async Task List_as_json_is_an_array()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));

        var list = await RunAsync("list", "--json", "--limit", "500");

        JsonNode.Parse(list.Output)!.AsArray().ShouldContain(row => (string?)row!["id"] == id);
        list.Output.ShouldNotContain(Prompts.Marker);
    }

    [Fact]
    public async Task Show_of_a_finished_job_says_what_the_provider_delivered()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        await _bed.Gateway.CompletedAsync(id);

        (await RunAsync("show", id)).Output.ShouldContain("delivered={\"seconds\":5}");

        var shown = JsonNode.Parse((await RunAsync("show", id, "--json")).Output)!;
        ((string?)shown["id"]).ShouldBe(id);
        ((double)shown["attempts"]!.AsArray().Single()!["delivered"]!["seconds"]!).ShouldBe(5);
    }

    [Fact]
    public async Task Command_that_makes_no_sense_ends_with_its_exit_code()
    {
        (await RunAsync("show", "video_nothing")).ExitCode.ShouldBe(1);
        (await RunAsync("resolve", "video_nothing")).ExitCode.ShouldNotBe(0);
        (await RunAsync("resolve", "video_nothing", "--gone", "--upstream-id", "x")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task Database_that_is_not_there_is_not_made()
    {
        using var temp = new TempFolder();
        var missing = temp.Join("mistyped.db");

        var list = await ProcessRun.RunAsync(
            "env", [$"ConnectionStrings__Jobs=Data Source={missing}", "dotnet", Path.Combine(Repository.HostFolder, "VideoProxy.dll"), "jobs", "list", "--config", _bed.Config.Path], temp.Path);

        (list.ExitCode, File.Exists(missing)).ShouldBe((1, false));
        list.Errors.ShouldContain("No database exists at");
    }

    private async Task<(string Id, ArkScript Script)> LoseAsync()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = context => UpstreamDouble.AnswerAsync(context, StatusCodes.Status500InternalServerError, "{}");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        ((string?)(await _bed.Gateway.FinishedAsync(id))["error"]!["code"]).ShouldBe("submission_unknown");
        return (id, script);
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) => GatewayCommand.RunAsync(_bed, ["jobs", .. arguments]);
}
