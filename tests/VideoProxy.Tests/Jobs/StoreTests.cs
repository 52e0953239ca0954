using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

/// <summary>One suite for both databases: a database proves itself by passing it.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private const string Owner = "node_a";
    private const string Other = "node_b";
    private TestStores _stores = null!;

    public async Task InitializeAsync() => _stores = await TestStores.OpenAsync(await ConnectionStringAsync());

    public async Task DisposeAsync() => await _stores.DisposeAsync();

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
    public async Task Create_same_idempotency_key_twice_stores_one()
    {
        (await _stores.Jobs.CreateAsync(Samples.Job("video_1") with { IdempotencyKey = "k" }, Samples.Attempt(Samples.Job("video_1")), default)).ShouldBeTrue();
        (await _stores.Jobs.CreateAsync(Samples.Job("video_2") with { IdempotencyKey = "k" }, Samples.Attempt(Samples.Job("video_2")), default)).ShouldBeFalse();
        (await _stores.Jobs.CreateAsync(Samples.Job("video_3") with { IdempotencyKey = "k", Org = "other" }, Samples.Attempt(Samples.Job("video_3")), default)).ShouldBeTrue();

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
        await _stores.Jobs.UnknownAsync(attempt, "HTTP 500", 2000, 2000, default);
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
        await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, JobStatus.Completed, 3000), attempt, "{}", default);

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
    public async Task Claim_due_job_leases_it_once()
    {
        await AcceptAsync();

        (await ClaimAsync(Owner, 7000)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Job.LeaseOwner.ShouldBe(Owner), c => c.Attempt.UpstreamId.ShouldBe("task-video_1"));
        (await ClaimAsync(Other, 7000)).ShouldBeEmpty();
        (await ClaimAsync(Other, 90_000)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Claim_by_many_at_once_gives_each_job_to_one()
    {
        foreach (var number in Enumerable.Range(1, 60)) await AcceptAsync($"video_{number}");

        var claims = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => _stores.Queue.ClaimAsync("ark", "main", $"node_{n}", 7000, 90_000, 20, default)));

        var ids = claims.SelectMany(claimed => claimed).Select(claimed => claimed.Job.Id).ToList();
        ids.ShouldBeUnique();
        ids.Count.ShouldBe(60);
    }

    [Fact]
    public async Task Claim_other_place_or_not_yet_due_gives_nothing()
    {
        await AcceptAsync();

        (await ClaimAsync(Owner, 6999)).ShouldBeEmpty();
        (await _stores.Queue.ClaimAsync("other", "main", Owner, 7000, 90_000, 10, default)).ShouldBeEmpty();
        (await _stores.Queue.ClaimAsync("ark", "other", Owner, 7000, 90_000, 10, default)).ShouldBeEmpty();
        (await _stores.Queue.CountDueAsync("ark", "main", 7000, 5, default)).ShouldBe(1);
    }

    [Fact]
    public async Task Progress_never_goes_back_and_versions_only_what_clients_see()
    {
        var (job, attempt) = await AcceptAsync();
        (await ProgressAsync(job, attempt, "in_progress", 40)).Version.ShouldBe(2);

        var back = await ProgressAsync(job, attempt, "queued", 10);

        back.ShouldSatisfyAllConditions(j => j.Status.ShouldBe("in_progress"), j => j.Progress.ShouldBe(40), j => j.Version.ShouldBe(2));
    }

    [Fact]
    public async Task Finish_commits_state_charge_content_and_callback_together()
    {
        var (job, attempt) = await AcceptAsync();
        await ClaimAsync(Owner, 7000);

        var done = await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000) { ChargedMicros = 5 }, attempt, """{"video":1}""", default);

        done!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("completed"), j => j.Progress.ShouldBe(100), j => j.CompletedAt.ShouldBe(9000), j => j.HasContent.ShouldBeTrue(), j => j.ChargedMicros.ShouldBe(5));
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.Content.ShouldBe("""{"video":1}""");
        var owed = (await _stores.Callbacks.ClaimDueAsync(Owner, 9000, 20_000, 10, default)).ShouldHaveSingleItem();
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
    public async Task Refuse_hides_the_job_and_owes_no_callback()
    {
        var (job, attempt) = await CreateAsync();
        var fault = new ProviderFault(FaultKind.InvalidRequest, "no");

        var refused = await _stores.Jobs.RefuseAsync(attempt, fault, fault, 2000, default);

        refused!.ShouldSatisfyAllConditions(
            j => j.Id.ShouldBe(job.Id), j => j.Hidden.ShouldBeTrue(), j => j.Status.ShouldBe("failed"), j => j.ErrorCode.ShouldBe("invalid_request"));
        (await _stores.Callbacks.ClaimDueAsync(Owner, long.MaxValue - 1, long.MaxValue, 10, default)).ShouldBeEmpty();
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
    public async Task Cancel_running_job_ends_it_at_once_and_voids_the_poll()
    {
        var (job, attempt) = await AcceptAsync();
        await ClaimAsync(Other, 7000);

        var canceled = await _stores.Results.CancelAsync(Order(job), default);

        canceled!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("canceled"), j => j.Cancellation.ShouldBe("pending"), j => j.LeaseOwner.ShouldBe(Owner), j => j.NextPollAt.ShouldBe(8000));
        (await _stores.Results.FinishAsync(new JobEnding(job.Id, Other, "completed", 8001), attempt, null, default)).ShouldBeNull();
        (await _stores.Callbacks.ClaimDueAsync(Owner, 8000, 20_000, 10, default)).ShouldHaveSingleItem().Type.ShouldBe("video.failed");
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
            new JobSettlement(job.Id, Owner, null) { Cancellation = "too_late", ChargedMicros = 7, HasContent = true }, attempt, "{}", default);

        settled!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("canceled"), j => j.HasContent.ShouldBeTrue(), j => j.Cancellation.ShouldBe("too_late"),
            j => j.ChargedMicros.ShouldBe(7), j => j.NextPollAt.ShouldBeNull(), j => j.LateUntil.ShouldBeNull());
    }

    [Fact]
    public async Task Park_stops_the_deadline_until_the_provider_is_back()
    {
        var (job, _) = await AcceptAsync();

        (await _stores.Queue.ParkAsync(["other/main"], 8000, default)).ShouldHaveSingleItem().Count.ShouldBe(1);
        await _stores.Queue.ParkAsync([], 9000, default);
        await ClaimAsync(Owner, 20_000);
        var back = await _stores.Queue.UnparkAsync(job.Id, Owner, 20_000, default);

        back!.DeadlineAt.ShouldBe(job.DeadlineAt + 12_000);
        (await _stores.Queue.ParkAsync(["ark/main"], 21_000, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bury_makes_calling_attempts_unknown_and_voids_leases()
    {
        var (job, attempt) = await CreateAsync();
        await AcceptAsync("video_2");
        await ClaimAsync(Owner, 7000);
        await _stores.Nodes.BeatAsync(Owner, 1000, default);

        (await _stores.Nodes.BuryAsync(Owner, 500, 8000, default)).ShouldBeFalse();
        (await _stores.Nodes.FindSilentAsync(5000, default)).ShouldBe([Owner]);
        (await _stores.Nodes.BuryAsync(Owner, 5000, 8000, default)).ShouldBeTrue();

        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.State.ShouldBe("unknown");
        (await _stores.Jobs.ReadAsync(job.Id, default))!.NextPollAt.ShouldBe(8000);
        (await ClaimAsync(Other, 8000)).Select(c => c.Job.Id).ShouldBe(["video_1", "video_2"], ignoreOrder: true);
        (await _stores.Nodes.BuryAsync(Owner, 5000, 8000, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Orphan_old_calls_of_a_living_node_become_unknown()
    {
        var (_, attempt) = await CreateAsync();

        (await _stores.Queue.OrphanAsync(1000, 9000, default)).ShouldBe(0);
        (await _stores.Queue.OrphanAsync(1001, 9000, default)).ShouldBe(1);
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.State.ShouldBe("unknown");
    }

    [Fact]
    public async Task Search_leaves_out_owned_tasks_and_sees_other_submits_of_the_time()
    {
        var (_, lost) = await CreateAsync();
        await _stores.Jobs.UnknownAsync(lost, "hang", 2000, 3000, default);
        await AcceptAsync("video_2");
        FoundJob[] found = [new("task-video_2", DateTimeOffset.FromUnixTimeMilliseconds(1500)), new("task-lost", DateTimeOffset.FromUnixTimeMilliseconds(1500))];
        var window = new SubmitWindow(DateTimeOffset.FromUnixTimeMilliseconds(0), DateTimeOffset.FromUnixTimeMilliseconds(7000));

        (await _stores.Search.WithoutOwnerAsync(lost, found, default)).ShouldHaveSingleItem().UpstreamId.ShouldBe("task-lost");
        (await _stores.Search.IsOnlySubmitAsync(lost, window, TimeSpan.Zero, default)).ShouldBeTrue();
        await CreateAsync("video_3");
        (await _stores.Search.IsOnlySubmitAsync(lost, window, TimeSpan.Zero, default)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2001)]
    public async Task Search_sees_submits_outside_the_window_whose_task_the_provider_may_date_into_it(long windowFrom)
    {
        var (_, lost) = await CreateAsync();
        var (_, other) = await CreateAsync("video_2");
        await _stores.Jobs.UnknownAsync(other, "hang", 2000, 3000, default);
        // Both were made at 1000; the other's outcome has been unknown since 2000. The window ends before the one or begins after the other.
        var window = new SubmitWindow(DateTimeOffset.FromUnixTimeMilliseconds(windowFrom), DateTimeOffset.FromUnixTimeMilliseconds(windowFrom + 999));

        (await _stores.Search.IsOnlySubmitAsync(lost, window, TimeSpan.Zero, default)).ShouldBeTrue();
        (await _stores.Search.IsOnlySubmitAsync(lost, window, TimeSpan.FromMilliseconds(1), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Shift_moves_what_is_due_with_the_clock()
    {
        var (job, _) = await AcceptAsync();

        await _stores.Nodes.ShiftAsync(-3000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.ShouldSatisfyAllConditions(
            j => j.NextPollAt.ShouldBe(4000), j => j.DeadlineAt.ShouldBe(job.DeadlineAt - 3000));
    }

    [Fact]
    public async Task Text_of_any_script_comes_back_as_it_was()
    {
        var job = Samples.Job() with { Prompt = "雨の中の紙の船 🚣 \"quoted\" \\ \u0001" };
        await _stores.Jobs.CreateAsync(job, Samples.Attempt(job), default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.Prompt.ShouldBe(job.Prompt);
    }

    protected abstract Task<string> ConnectionStringAsync();

    private static JobCancel Order(Job job) => new(job.Id, job.AttemptId, Owner, 8000, 68_000, 90_000_000);

    private async Task<(Job, Attempt)> CreateAsync(string id = "video_1")
    {
        var job = Samples.Job(id);
        var attempt = Samples.Attempt(job);
        (await _stores.Jobs.CreateAsync(job, attempt, default)).ShouldBeTrue();
        return (job, attempt);
    }

    private async Task<(Job, Attempt)> AcceptAsync(string id = "video_1")
    {
        var (job, attempt) = await CreateAsync(id);
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-" + id), 2000, 7000, default);
        return (job, attempt);
    }

    private Task<IReadOnlyList<ClaimedJob>> ClaimAsync(string owner, long now) => _stores.Queue.ClaimAsync("ark", "main", owner, now, now + 83_000, 10, default);

    private async Task<Job> ProgressAsync(Job job, Attempt attempt, string status, long progress)
    {
        await ClaimAsync(Owner, 7000);
        return (await _stores.Results.ProgressAsync(new PollResult(job.Id, Owner, status, progress, 7000), attempt, null, default))!;
    }
}
