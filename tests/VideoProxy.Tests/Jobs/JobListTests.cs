using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

/// <summary>What clients list and delete; one suite for both databases.</summary>
public abstract class JobListTests : IAsyncLifetime
{
    private TestStores _stores = null!;

    public async Task InitializeAsync() => _stores = await TestStores.OpenAsync(await ConnectionStringAsync());

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task List_pages_through_jobs_of_one_moment_without_gap_or_repetition()
    {
        foreach (var number in Enumerable.Range(1, 7)) await CreateAsync($"video_{number}", createdAt: 1000 + number / 3);

        (await PageIdsAsync(null, oldestFirst: false)).ShouldBe(["video_7", "video_6", "video_5", "video_4"]);
        (await PageIdsAsync("video_5", oldestFirst: false)).ShouldBe(["video_4", "video_3", "video_2", "video_1"]);
        (await PageIdsAsync("video_2", oldestFirst: true)).ShouldBe(["video_3", "video_4", "video_5", "video_6"]);
        (await PageIdsAsync("video_1", oldestFirst: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_shows_no_other_organisation_nothing_hidden_and_no_tombstone()
    {
        await CreateAsync("video_1");
        await CreateAsync("video_2", org: "other");
        var (_, refused) = await CreateAsync("video_3");
        await _stores.Jobs.RefuseAsync(refused, new ProviderFault(FaultKind.InvalidRequest, "no"), new ProviderFault(FaultKind.InvalidRequest, "no"), 2000, default);
        await EndAsync("video_4");
        await _stores.Jobs.DeleteAsync("video_4", 9000, default);

        (await PageIdsAsync(null, oldestFirst: false)).ShouldBe(["video_1"]);
    }

    [Fact]
    public async Task List_goes_on_after_a_tombstone_but_not_after_a_job_of_somebody_else_or_a_hidden_one()
    {
        await CreateAsync("video_1");
        await EndAsync("video_2");
        await _stores.Jobs.DeleteAsync("video_2", 9000, default);
        await CreateAsync("video_3", org: "other");
        var (_, refused) = await CreateAsync("video_4");
        await _stores.Jobs.RefuseAsync(refused, new ProviderFault(FaultKind.InvalidRequest, "no"), new ProviderFault(FaultKind.InvalidRequest, "no"), 2000, default);

        (await PageIdsAsync("video_2", oldestFirst: false)).ShouldBe(["video_1"]);
        foreach (var foreign in (string[])["video_3", "video_4", "video_9"])
            (await _stores.Jobs.ListAsync(new JobPage("admin", 3, false, foreign), default)).ShouldBeNull(foreign);
    }

    [Fact]
    public async Task List_stops_reading_at_the_size_of_one_answer()
    {
        for (var i = 1; i <= 4; i++)
        {
            var job = Samples.Job($"video_{i}") with { Prompt = new string('p', 5 << 20) };
            await _stores.Jobs.CreateAsync(job, Samples.Attempt(job), null, default);
        }

        // The second job is the one too many.
        (await PageIdsAsync(null, oldestFirst: true)).ShouldBe(["video_1", "video_2"]);
        (await PageIdsAsync("video_1", oldestFirst: true)).ShouldBe(["video_2", "video_3"]);
    }

    [Fact]
    public async Task Delete_erases_everything_but_the_tombstone()
    {
        var job = Samples.Job("video_1") with { Prompt = "secret", Metadata = """{"a":"secret"}""" };
        var attempt = Samples.Attempt(job);
        await _stores.Jobs.CreateAsync(job, attempt, new VideoRequest { Model = "seedance", Prompt = "secret" }, default);
        await _stores.Results.CancelAsync(new JobCancel(job.Id, job.AttemptId, "node_a", 8000, 68_000, 90_000_000), default);
        await _stores.Jobs.UpdateContentAsync(attempt, "secret", default);
        var callback = (await _stores.Callbacks.ClaimDueAsync(Samples.Receiver, "node_a", 9000, 20_000, 10, default)).Single();
        await RecordAsync(1, "pending");

        var deleted = (await _stores.Jobs.DeleteAsync("video_1", 9500, default))!;
        await _stores.Callbacks.ClaimDueAsync(Samples.Receiver, "node_a", 9600, 20_000, 10, default);
        await RecordAsync(2, "delivered");

        deleted.ShouldSatisfyAllConditions(
            j => j.Prompt.ShouldBeNull(), j => j.Metadata.ShouldBeNull(), j => j.CallbackSecret.ShouldBeNull(),
            j => j.Id.ShouldBe("video_1"), j => j.CreatedAt.ShouldBe(1000), j => j.CompletedAt.ShouldBe(8000));
        (await _stores.Jobs.FindRequestAsync("video_1", default)).ShouldBeNull();
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.Content.ShouldBeNull();
        (await _stores.Callbacks.ListDeliveriesAsync(callback.Id, default)).Select(d => (d.Number, d.Reply)).ShouldBe([(1L, null), (2L, null)]);

        Task RecordAsync(long number, string status) => _stores.Callbacks.RecordAsync(
            new Delivery { CallbackId = callback.Id, Number = number, At = 9000, DurationMs = 1, Status = 503, Reply = "secret" },
            "node_a", status, 9000, status == "pending" ? null : 9700, default);
    }

    [Fact]
    public async Task Delete_unfinished_job_changes_nothing()
    {
        await CreateAsync("video_1");

        (await _stores.Jobs.DeleteAsync("video_1", 9000, default)).ShouldBeNull();
        (await _stores.Jobs.ReadAsync("video_1", default))!.IsShown.ShouldBeTrue();
    }

    [Fact]
    public async Task Delete_ended_job_leaves_a_tombstone_and_its_callback()
    {
        await EndAsync("video_1");
        var before = await _stores.Jobs.FindAsync("video_1", default);

        var deleted = await _stores.Jobs.DeleteAsync("video_1", 9000, default);

        deleted!.ShouldSatisfyAllConditions(j => j.DeletedAt.ShouldBe(9000), j => j.Version.ShouldBe(before!.Version + 1), j => j.Status.ShouldBe("canceled"));
        (await _stores.Jobs.FindAsync("video_1", default))!.IsShown.ShouldBeFalse();
        (await _stores.Jobs.DeleteAsync("video_1", 9500, default)).ShouldBeNull();
        (await _stores.Callbacks.ClaimDueAsync(Samples.Receiver, "node_a", 9000, 20_000, 10, default)).ShouldHaveSingleItem().JobId.ShouldBe("video_1");
    }

    protected abstract Task<string> ConnectionStringAsync();

    /// <summary>A page of three, and the one beyond it.</summary>
    private async Task<IEnumerable<string>> PageIdsAsync(string? after, bool oldestFirst) =>
        (await _stores.Jobs.ListAsync(new JobPage("admin", 3, oldestFirst, after), default))!.Select(job => job.Id);

    private async Task<(Job Job, Attempt Attempt)> CreateAsync(string id, string org = "admin", long createdAt = 1000)
    {
        var job = Samples.Job(id) with { Org = org, CreatedAt = createdAt };
        var attempt = Samples.Attempt(job);
        (await _stores.Jobs.CreateAsync(job, attempt, null, default)).ShouldBeTrue();
        return (job, attempt);
    }

    private async Task EndAsync(string id)
    {
        var (job, _) = await CreateAsync(id);
        (await _stores.Results.CancelAsync(new JobCancel(job.Id, job.AttemptId, "node_a", 8000, 68_000, 90_000_000), default)).ShouldNotBeNull();
    }
}
