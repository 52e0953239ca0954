using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>The gateway is killed between a create and its stored outcome. The client repeats its create under the same key.</summary>
public abstract class SubmitCrashTests(CrashBed bed) : CrashTests(bed)
{
    [Fact]
    public async Task Create_killed_before_its_commit_is_made_once_when_it_is_repeated()
    {
        Task<JsonNode> create;
        await using (await WriteLock.TakeAsync(Bed))
        {
            create = CreateAsync();
            // The create stands before its commit by the time these are served.
            for (var i = 0; i < 20; i++) (await Bed.Gateway.Client.GetStringAsync("/alive")).ShouldNotBeEmpty();
            await Bed.Gateway.KillAsync();
            Script.Submissions.ShouldBe(0);
        }

        (await JobRows.OfPromptAsync(Bed, Prompt)).ShouldBeEmpty();
        await Bed.ReplaceAsync();

        await ShouldCompleteAsync(await create);
    }

    [Fact]
    public async Task Submit_killed_before_the_provider_took_it_is_unknown_and_never_sent_again()
    {
        var hold = new Hold();
        Script.OnSubmit = hold.StopFirstAsync;
        // A model of its own: beside an unknown submit of the same model nothing that is found can be told apart.
        var create = CreateAsync("seedance-2-0-fast");
        await hold.Reached;

        await Bed.KillAndReplaceAsync();

        await ShouldEndAsync(await create, "submission_unknown");
    }

    [Fact]
    public async Task Submit_killed_after_the_provider_took_it_is_found_and_completes()
    {
        var hold = new Hold();
        (Script.OnSubmit, Script.TakesSilently) = (hold.StopFirstAsync, true);
        var create = CreateAsync();
        await hold.Reached;

        await Bed.KillAndReplaceAsync();

        await ShouldCompleteAsync(await create);
    }

    [Fact]
    public async Task Reply_killed_before_it_was_stored_is_found_and_completes()
    {
        var gate = new TaskCompletionSource();
        (Script.OnSubmit, Script.TakesSilently) = (_ => gate.Task, true);
        var create = CreateAsync();
        await Script.Arrived;
        await using (await WriteLock.TakeAsync(Bed))
        {
            gate.SetResult();
            await Script.Answered;
            await Bed.Gateway.KillAsync();
        }

        await Bed.ReplaceAsync();

        await ShouldCompleteAsync(await create);
    }

    [Fact]
    public async Task Job_killed_as_soon_as_its_reply_was_stored_completes()
    {
        var create = CreateAsync();
        await Until.TrueAsync(async () => (await JobRows.OfPromptAsync(Bed, Prompt)).SingleOrDefault() is { } job
            && (await JobRows.AttemptsAsync(Bed, job.Id)).Single() == "bytedance accepted", "the reply stored");

        await Bed.KillAndReplaceAsync();

        await ShouldCompleteAsync(await create);
    }
}
