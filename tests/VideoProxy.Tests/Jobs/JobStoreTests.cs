using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public sealed class JobStoreTests : IAsyncLifetime, IDisposable
{
    private const string Owner = "node_a";
    private readonly TempFolder _folder = new();
    private readonly CallbackSignal _owed = new();
    private Database _database = null!;
    private JobStore _store = null!;
    private CallbackStore _callbacks = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.OpenAsync($"Data Source={_folder.Path}/jobs.db", default);
        _store = new JobStore(_database, new JobCache(), _owed);
        _callbacks = new CallbackStore(_database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose()
    {
        _owed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Create_stores_job_and_calling_attempt()
    {
        var (job, attempt) = await CreateAsync();

        (await _store.FindAsync(job.Id, default))!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("queued"), j => j.Audio.ShouldBeTrue(), j => j.Hidden.ShouldBeFalse(), j => j.NextPollAt.ShouldBeNull());
        (await _store.FindAttemptAsync(attempt.Id, default))!.State.ShouldBe("calling");
    }

    [Fact]
    public async Task Accepted_schedules_the_first_poll()
    {
        var (_, attempt) = await CreateAsync();

        var job = await _store.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 7000, default);

        job!.NextPollAt.ShouldBe(7000);
        (await _store.FindAttemptAsync(attempt.Id, default))!.UpstreamId.ShouldBe("task-1");
    }

    [Fact]
    public async Task Accepted_same_upstream_id_twice_is_refused_by_the_table()
    {
        var (_, first) = await CreateAsync("video_1");
        var (_, second) = await CreateAsync("video_2");
        await _store.AcceptedAsync(first, new SubmitReport.Accepted("task-1"), 2000, 7000, default);

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => _store.AcceptedAsync(second, new SubmitReport.Accepted("task-1"), 2000, 7000, default));
    }

    [Fact]
    public async Task Claim_due_job_leases_it_once()
    {
        await AcceptAsync();

        (await _store.ClaimDueAsync("ark", Owner, 7000, 90_000, 10, default)).ShouldHaveSingleItem().LeaseOwner.ShouldBe(Owner);
        (await _store.ClaimDueAsync("ark", "node_b", 7000, 90_000, 10, default)).ShouldBeEmpty();
        (await _store.ClaimDueAsync("ark", "node_b", 90_000, 180_000, 10, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Claim_other_provider_or_not_yet_due_gives_nothing()
    {
        await AcceptAsync();

        (await _store.ClaimDueAsync("ark", Owner, 6999, 90_000, 10, default)).ShouldBeEmpty();
        (await _store.ClaimDueAsync("other", Owner, 7000, 90_000, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_never_goes_back_and_versions_only_what_clients_see()
    {
        var (job, attempt) = await AcceptAsync();
        var seen = await ProgressAsync(job, attempt, "in_progress", 40);
        seen.Version.ShouldBe(2);

        var back = await ProgressAsync(job, attempt, "queued", 10);

        back.ShouldSatisfyAllConditions(j => j.Status.ShouldBe("in_progress"), j => j.Progress.ShouldBe(40), j => j.Version.ShouldBe(2));
    }

    [Fact]
    public async Task Finish_commits_state_content_and_callback_together()
    {
        var (job, attempt) = await AcceptAsync();
        await ClaimAsync();

        var done = await _store.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000), attempt, """{"video":1}""", default);

        done!.ShouldSatisfyAllConditions(j => j.Status.ShouldBe("completed"), j => j.Progress.ShouldBe(100), j => j.CompletedAt.ShouldBe(9000));
        (await _store.FindAttemptAsync(attempt.Id, default))!.Content.ShouldBe("""{"video":1}""");
        var owed = (await _callbacks.ClaimDueAsync(Owner, 9000, 20_000, 10, default)).ShouldHaveSingleItem();
        owed.ShouldSatisfyAllConditions(c => c.EventId.ShouldBe("evt_video_1"), c => c.Type.ShouldBe("video.completed"));
    }

    [Fact]
    public async Task Finish_second_time_or_without_the_lease_changes_nothing()
    {
        var (job, attempt) = await AcceptAsync();
        (await _store.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000), attempt, null, default)).ShouldBeNull();
        await ClaimAsync();
        await _store.FinishAsync(new JobEnding(job.Id, Owner, "completed", 9000), attempt, null, default);

        var again = await _store.FinishAsync(new JobEnding(job.Id, Owner, "failed", 9500) { ErrorCode = "internal" }, attempt, null, default);

        again.ShouldBeNull();
        (await _store.FindAsync(job.Id, default))!.Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Refuse_hides_the_job_and_owes_no_callback()
    {
        var (job, attempt) = await CreateAsync();

        var refused = await _store.RefuseAsync(attempt, new ProviderFault(FaultKind.InvalidRequest, "no"), new ProviderFault(FaultKind.InvalidRequest, "no"), 2000, default);

        refused!.ShouldSatisfyAllConditions(j => j.Hidden.ShouldBeTrue(), j => j.Status.ShouldBe("failed"), j => j.ErrorCode.ShouldBe("invalid_request"));
        (await _callbacks.ClaimDueAsync(Owner, long.MaxValue - 1, long.MaxValue, 10, default)).ShouldBeEmpty();
        job.Id.ShouldBe(refused!.Id);
    }

    [Fact]
    public async Task TryNext_records_the_refusal_and_the_next_attempt()
    {
        var (job, attempt) = await CreateAsync();
        var next = Samples.Attempt(job, 2) with { Provider = "other" };

        var moved = await _store.TryNextAsync(attempt, new ProviderFault(FaultKind.Unavailable, "down"), job with { AttemptId = next.Id, Provider = "other" }, next, default);

        moved!.Provider.ShouldBe("other");
        (await _store.FindAttemptAsync(attempt.Id, default))!.State.ShouldBe("rejected");
        (await _store.FindAttemptAsync(next.Id, default))!.State.ShouldBe("calling");
    }

    [Fact]
    public async Task Recover_makes_calling_attempts_unknown_and_voids_leases()
    {
        var (job, attempt) = await CreateAsync();
        await AcceptAsync("video_2");
        await ClaimAsync();

        await _store.RecoverAsync(8000, 28_000, default);

        (await _store.FindAttemptAsync(attempt.Id, default))!.State.ShouldBe("unknown");
        (await _store.FindAsync(job.Id, default))!.NextPollAt.ShouldBe(28_000);
        (await _store.ClaimDueAsync("ark", "node_b", 8000, 90_000, 10, default)).ShouldHaveSingleItem().Id.ShouldBe("video_2");
    }

    private async Task<(Job, Attempt)> CreateAsync(string id = "video_1")
    {
        var job = Samples.Job(id);
        var attempt = Samples.Attempt(job);
        await _store.CreateAsync(job, attempt, default);
        return (job, attempt);
    }

    private async Task<(Job, Attempt)> AcceptAsync(string id = "video_1")
    {
        var (job, attempt) = await CreateAsync(id);
        await _store.AcceptedAsync(attempt, new SubmitReport.Accepted("task-" + id), 2000, 7000, default);
        return (job, attempt);
    }

    private Task ClaimAsync() => _store.ClaimDueAsync("ark", Owner, 7000, 90_000, 10, default);

    private async Task<Job> ProgressAsync(Job job, Attempt attempt, string status, long progress)
    {
        await ClaimAsync();
        return (await _store.ProgressAsync(new PollResult(job.Id, Owner, status, progress, 7000), attempt, null, default))!;
    }
}
