using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public abstract partial class StoreTests
{
    [Fact]
    public async Task Finish_commits_state_charge_content_and_callback_together()
    {
        var (job, attempt) = await AcceptAsync();
        await ClaimAsync(Owner, 7000);

        var done = await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000) { ChargedMicros = 5 }, attempt, new VideoResult("""{"video":1}""", """{"seconds":5}"""), default);

        done!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("completed"), j => j.Progress.ShouldBe(100), j => j.CompletedAt.ShouldBe(9000), j => j.HasContent.ShouldBeTrue(), j => j.ChargedMicros.ShouldBe(5));
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ShouldSatisfyAllConditions(
            a => a.Content.ShouldBe("""{"video":1}"""), a => a.Delivered.ShouldBe("""{"seconds":5}"""));
        var owed = (await _stores.Callbacks.ClaimDueAsync(Samples.Receiver, Owner, 9000, 20_000, 10, default)).ShouldHaveSingleItem();
        owed.ShouldSatisfyAllConditions(c => c.EventId.ShouldBe("evt_video_1"), c => c.Type.ShouldBe("video.completed"));
    }

    [Fact]
    public async Task Finish_second_time_or_without_the_lease_changes_nothing()
    {
        var (job, attempt) = await AcceptAsync();
        (await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000), attempt, null, default)).ShouldBeNull();
        await ClaimAsync(Owner, 7000);
        await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000), attempt, null, default);

        var again = await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, "failed", 9500) { ErrorCode = "internal" }, attempt, null, default);

        again.ShouldBeNull();
        (await _stores.Jobs.ReadAsync(job.Id, default))!.Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Finish_by_a_node_whose_lease_ran_out_changes_nothing()
    {
        var (job, attempt) = await AcceptAsync();
        await ClaimAsync(Owner, 7000);
        await ClaimAsync(Other, 100_000);

        (await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, "completed", 100_001), attempt, null, default)).ShouldBeNull();
        (await _stores.Results.FinishAsync(new JobEnding(job.Id, Other, "completed", 100_002), attempt, null, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancel_running_job_ends_it_at_once_and_voids_the_poll()
    {
        var (job, attempt) = await AcceptAsync();
        await ClaimAsync(Other, 7000);

        var canceled = await _stores.Results.CancelAsync(Order(job), default);

        canceled!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("canceled"), j => j.Cancellation.ShouldBe("pending"), j => j.LeaseOwner.ShouldBe(Owner), j => j.NextPollAt.ShouldBe(8000));
        (await _stores.Results.FinishAsync(new JobEnding(job.Id, Other, "completed", 8001), attempt, null, default)).ShouldBeNull();
        (await _stores.Callbacks.ClaimDueAsync(Samples.Receiver, Owner, 8000, 20_000, 10, default)).ShouldHaveSingleItem().Type.ShouldBe("video.failed");
    }

    [Fact]
    public async Task Cancel_during_calling_tells_the_provider_once_its_accept_is_stored()
    {
        var (job, attempt) = await CreateAsync();

        (await _stores.Results.CancelAsync(Order(job), default))!.NextPollAt.ShouldBeNull();
        var accepted = await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 9000, 14_000, default);

        accepted!.ShouldSatisfyAllConditions(j => j.Status.ShouldBe("canceled"), j => j.NextPollAt.ShouldBe(9000));
    }

    [Fact]
    public async Task Cancel_twice_changes_nothing_the_second_time()
    {
        var (job, _) = await AcceptAsync();
        await _stores.Results.CancelAsync(Order(job), default);

        (await _stores.Results.CancelAsync(Order(job), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Settle_keeps_the_state_and_makes_the_late_video_fetchable()
    {
        var (job, attempt) = await AcceptAsync();
        await _stores.Results.CancelAsync(Order(job), default);

        var settled = await _stores.Results.SettleAsync(
            new JobSettlement(job.Id, Owner, null) { Cancellation = "too_late", ChargedMicros = 7, HasContent = true }, attempt, new VideoResult("{}", null), default);

        settled!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("canceled"), j => j.HasContent.ShouldBeTrue(), j => j.Cancellation.ShouldBe("too_late"),
            j => j.ChargedMicros.ShouldBe(7), j => j.NextPollAt.ShouldBeNull(), j => j.LateUntil.ShouldBeNull());
    }
}
