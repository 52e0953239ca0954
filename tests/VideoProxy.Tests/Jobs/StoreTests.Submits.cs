using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public abstract partial class StoreTests
{
    [Fact]
    public async Task Create_stores_job_and_calling_attempt()
    {
        var (job, attempt) = await CreateAsync();

        (await _stores.Jobs.FindAsync(job.Id, default))!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("queued"), j => j.Audio.ShouldBeTrue(), j => j.Hidden.ShouldBeFalse(), j => j.NextPollAt.ShouldBeNull());
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ShouldSatisfyAllConditions(
            a => a.State.ShouldBe("calling"), a => a.Node.ShouldBe(Owner), a => a.PriceMicros.ShouldBe(259_200));
    }

    [Fact]
    public async Task Create_of_a_remake_keeps_its_source()
    {
        await _stores.Jobs.CreateAsync(Samples.Job("video_2") with { Remake = "remix", SourceId = "video_1" }, Samples.Attempt(Samples.Job("video_2")), null, default);
        await _stores.Jobs.CreateAsync(Samples.Job("video_3") with { Remake = "edit", SourceId = "video_1" }, Samples.Attempt(Samples.Job("video_3")), null, default);

        (await _stores.Jobs.ReadAsync("video_2", default))!.RemixedFrom.ShouldBe("video_1");
        (await _stores.Jobs.ReadAsync("video_3", default))!.ShouldSatisfyAllConditions(j => j.RemixedFrom.ShouldBeNull(), j => j.SourceId.ShouldBe("video_1"));
    }

    [Fact]
    public async Task Create_same_idempotency_key_twice_stores_one()
    {
        (await _stores.Jobs.CreateAsync(Samples.Job("video_1") with { IdempotencyKey = "k" }, Samples.Attempt(Samples.Job("video_1")), null, default)).ShouldBeTrue();
        (await _stores.Jobs.CreateAsync(Samples.Job("video_2") with { IdempotencyKey = "k" }, Samples.Attempt(Samples.Job("video_2")), null, default)).ShouldBeFalse();
        (await _stores.Jobs.CreateAsync(Samples.Job("video_3") with { IdempotencyKey = "k", Org = "other" }, Samples.Attempt(Samples.Job("video_3")), null, default)).ShouldBeTrue();

        (await _stores.Jobs.FindAsync("video_2", default)).ShouldBeNull();
        (await _stores.Jobs.FindAttemptAsync("att_video_2", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Accepted_schedules_the_first_poll()
    {
        var (_, attempt) = await CreateAsync();

        var job = await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 7000, default);

        job!.NextPollAt.ShouldBe(7000);
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.UpstreamId.ShouldBe("task-1");
    }

    [Fact]
    public async Task Hint_brings_the_next_poll_forward()
    {
        var (job, attempt) = await CreateAsync();
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 7000, default);

        await _stores.Queue.HintAsync(attempt.Id, "task-2", 3000, default);
        await _stores.Queue.HintAsync(attempt.Id, null, 5000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.ShouldSatisfyAllConditions(j => j.NextPollAt.ShouldBe(3000), j => j.LateUntil.ShouldBeNull());
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ShouldSatisfyAllConditions(a => a.UpstreamId.ShouldBe("task-1"), a => a.HintedId.ShouldBeNull());
    }

    [Fact]
    public async Task Hint_during_the_submit_is_kept_and_wakes_nobody()
    {
        var (job, attempt) = await CreateAsync();

        await _stores.Queue.HintAsync(attempt.Id, "task-1", 3000, default);
        await _stores.Queue.HintAsync(attempt.Id, null, 3000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.NextPollAt.ShouldBeNull();
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.HintedId.ShouldBe("task-1");
    }

    [Fact]
    public async Task Hint_after_a_submit_was_given_up_has_its_task_looked_for()
    {
        var (job, attempt) = await CreateAsync();
        await _stores.Jobs.UnknownAsync(attempt, new("HTTP 500", "no room"), 2000, 2000, default);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 2000, 9000, 1, default);
        var given = new JobEnding(job.Id, Owner, JobStatus.Failed, 3000) { ErrorCode = ErrorCodes.SubmissionUnknown };
        await _stores.Results.FinishAsync(given, attempt, null, default);

        await _stores.Queue.HintAsync(attempt.Id, null, 4000, default);
        (await _stores.Jobs.ReadAsync(job.Id, default))!.NextPollAt.ShouldBeNull("a hint without an id gives nothing to look for");
        await _stores.Queue.HintAsync(attempt.Id, "task-1", 5000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("failed"), j => j.NextPollAt.ShouldBe(5000), j => j.LateUntil.ShouldBe(5000 + (24 * 3_600_000)));
    }

    [Fact]
    public async Task Hint_for_a_finished_job_changes_nothing()
    {
        var (job, attempt) = await CreateAsync();
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 2000, default);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 2000, 9000, 1, default);
        await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, JobStatus.Completed, 3000), attempt, new VideoResult("{}", null), default);

        await _stores.Queue.HintAsync(attempt.Id, "task-1", 4000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.NextPollAt.ShouldBeNull();
    }

    [Fact]
    public async Task Accepted_with_the_task_of_another_attempt_changes_nothing()
    {
        var (_, first) = await CreateAsync("video_1");
        var (_, second) = await CreateAsync("video_2");
        await _stores.Jobs.AcceptedAsync(first, new SubmitReport.Accepted("task-1"), 2000, 7000, default);

        (await _stores.Jobs.AcceptedAsync(second, new SubmitReport.Accepted("task-1"), 2000, 7000, default)).ShouldBeNull();
        (await _stores.Jobs.FindAttemptAsync(second.Id, default))!.State.ShouldBe("calling");
    }

    [Fact]
    public async Task Refuse_hides_the_job_and_owes_no_callback()
    {
        var (job, attempt) = await CreateAsync();
        var fault = new ProviderFault(FaultKind.InvalidRequest, "no");

        var refused = await _stores.Jobs.RefuseAsync(attempt, fault, fault, 2000, default);

        refused!.ShouldSatisfyAllConditions(
            j => j.Id.ShouldBe(job.Id), j => j.Hidden.ShouldBeTrue(), j => j.Status.ShouldBe("failed"), j => j.ErrorCode.ShouldBe("invalid_request"));
        (await _stores.Callbacks.ClaimDueAsync(Samples.Receiver, Owner, long.MaxValue - 1, long.MaxValue, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuse_of_a_job_canceled_meanwhile_settles_its_cancel_for_everybody()
    {
        var (job, attempt) = await CreateAsync();
        var fault = new ProviderFault(FaultKind.InvalidRequest, "no");
        await _stores.Results.CancelAsync(Order(job), default);

        var refused = await _stores.Jobs.RefuseAsync(attempt, fault, fault, 9000, default);

        refused.ShouldBe(await _stores.Jobs.ReadAsync(job.Id, default));
        refused.ShouldBe(await _stores.Jobs.FindAsync(job.Id, default), "what clients read is told too");
        refused!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("canceled"), j => j.Cancellation.ShouldBe("canceled"), j => j.NextPollAt.ShouldBeNull(), j => j.LateUntil.ShouldBeNull());
    }

    [Fact]
    public async Task TryNext_records_the_refusal_and_the_next_attempt()
    {
        var (job, attempt) = await CreateAsync();
        var next = Samples.Attempt(job, 2) with { Provider = "other" };

        var moved = await _stores.Jobs.TryNextAsync(attempt, new ProviderFault(FaultKind.Unavailable, "down"), job with { AttemptId = next.Id, Provider = "other" }, next, default);

        moved!.Provider.ShouldBe("other");
        (await _stores.Jobs.ListAttemptsAsync(job.Id, default)).Select(a => a.State).ShouldBe(["rejected", "calling"]);
    }

    [Fact]
    public async Task Text_of_any_script_comes_back_as_it_was()
    {
        var job = Samples.Job() with { Prompt = "雨の中の紙の船 🚣 \"quoted\" \\ \u0001" };
        await _stores.Jobs.CreateAsync(job, Samples.Attempt(job), null, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.Prompt.ShouldBe(job.Prompt);
    }
}
