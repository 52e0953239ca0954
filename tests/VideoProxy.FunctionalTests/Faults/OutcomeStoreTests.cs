using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Faults;

/// <summary>The database goes away while a submit is on the wire: what the provider says must not be forgotten.</summary>
public sealed class OutcomeStoreTests : IAsyncLifetime
{
    private readonly string _prompt = Prompts.New();
    private WiredBed _wired = null!;

    private TestBed Bed => _wired.Bed;

    private ArkScript Script => Bed.Upstream.Script(_prompt);

    public async Task InitializeAsync() => _wired = await WiredBed.StartAsync();

    public async Task DisposeAsync() => await _wired.DisposeAsync();

    [Fact]
    public async Task Accept_while_the_database_is_away_is_stored_when_it_is_back()
    {
        var create = await SubmitAsync(_ => Task.CompletedTask);
        await SeveralTriesAsync();
        _wired.Wire.Up();

        using var response = await create;
        ((int)response.StatusCode).ShouldBe(200);
        var row = (await JobRows.OfPromptAsync(Bed, _prompt)).ShouldHaveSingleItem();
        (await JobRows.AttemptsAsync(Bed, row.Id)).ShouldBe(["bytedance accepted"]);
        await Bed.Gateway.CompletedAsync(row.Id);
        Script.Submissions.ShouldBe(1);
        Bed.LogShouldBeClean();
    }

    [Fact]
    public async Task Accept_while_the_database_stays_away_is_shouted_out_and_stored_when_it_is_back()
    {
        var create = await SubmitAsync(_ => Task.CompletedTask);
        using (var response = await create) ((int)response.StatusCode).ShouldBe(200);
        var row = (await JobRows.OfPromptAsync(Bed, _prompt)).ShouldHaveSingleItem();
        var shout = Bed.Log.Split('\n').Single(line => line.Contains("is not stored yet", StringComparison.Ordinal));
        shout.ShouldContain("crit: ");
        shout.ShouldContain(row.Id);
        shout.ShouldContain("upstream id cgt-");
        (await JobRows.AttemptsAsync(Bed, row.Id)).ShouldBe(["bytedance calling"]);

        _wired.Wire.Up();

        await Bed.Gateway.CompletedAsync(row.Id);
        (await JobRows.AttemptsAsync(Bed, row.Id)).ShouldBe(["bytedance accepted"]);
        Script.Submissions.ShouldBe(1);
        Bed.Log.ShouldNotContain("unknown");
    }

    [Fact]
    public async Task Refusal_while_the_database_is_away_is_answered_and_leaves_only_a_hidden_row()
    {
        const string refusal = """{"error":{"code":"InvalidParameter","message":"Refused.","param":"","type":"BadRequest"}}""";
        var create = await SubmitAsync(context => UpstreamDouble.AnswerAsync(context, 400, refusal));
        await SeveralTriesAsync();
        _wired.Wire.Up();

        using var response = await create;
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_request");
        var row = (await JobRows.OfPromptAsync(Bed, _prompt)).ShouldHaveSingleItem();
        row.ShouldBe(new JobRow(row.Id, "failed", "invalid_request", 1));
        Script.Submissions.ShouldBe(1);
        Bed.LogShouldBeClean();
    }

    [Fact]
    public async Task Refusal_while_the_database_is_away_moves_to_the_next_offering_when_it_is_back()
    {
        const string refusal = """{"error":{"code":"AccountRateLimitExceeded","message":"Refused.","param":"","type":"TooManyRequests"}}""";
        Bed.Config.WriteProvider("spare", ConfigFolder.SecondProvider("spare", "seedance-2-0", Bed.Upstream.BaseUrl).ToJsonString());
        await Until.TrueAsync(() => Task.FromResult(Bed.Gateway.Log.Split("Applied the configuration").Length > 2), "the edit in force");
        var create = await SubmitAsync(context => Script.Submissions == 1 ? UpstreamDouble.AnswerAsync(context, 429, refusal) : Task.CompletedTask);
        await SeveralTriesAsync();
        _wired.Wire.Up();

        using var response = await create;
        ((int)response.StatusCode).ShouldBe(200);
        var row = (await JobRows.OfPromptAsync(Bed, _prompt)).ShouldHaveSingleItem();
        (await JobRows.AttemptsAsync(Bed, row.Id)).Select(attempt => attempt.Split(' ')[1]).ShouldBe(["rejected", "accepted"]);
        await Bed.Gateway.CompletedAsync(row.Id);
        Bed.LogShouldBeClean();
    }

    /// <summary>A create whose job is committed, and whose provider answers when the database is gone.</summary>
    private async Task<Task<HttpResponseMessage>> SubmitAsync(RequestDelegate answer)
    {
        var gate = new TaskCompletionSource();
        Script.OnSubmit = async context =>
        {
            await gate.Task;
            await answer(context);
        };
        var create = Bed.Gateway.PostAsync(GatewayCalls.Body(_prompt).ToJsonString());
        await Script.Arrived;
        _wired.Wire.Down();
        gate.SetResult();
        return create;
    }

    /// <summary>The tracker alone knocks four times a second.</summary>
    private Task SeveralTriesAsync()
    {
        var before = _wired.Wire.Refusals;
        return Until.TrueAsync(() => Task.FromResult(_wired.Wire.Refusals > before + 8), "more connections refused");
    }
}
