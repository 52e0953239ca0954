using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

/// <summary>One suite for both databases.</summary>
public abstract class JobRetentionTests : IAsyncLifetime
{
    private const string Owner = "node_a";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly DateTimeOffset Later = DateTimeOffset.FromUnixTimeMilliseconds(9000) + Kept + TimeSpan.FromSeconds(1);
    private TestStores _stores = null!;

    public async Task InitializeAsync() => _stores = await TestStores.OpenAsync(await ConnectionStringAsync());

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Ended_job_is_removed_with_all_that_belongs_to_it()
    {
        await EndAsync("video_1");
        await DeliverAsync("video_1");
        (await _stores.Jobs.FindAsync("video_1", default)).ShouldNotBeNull();

        (await RemoveAsync(Later)).ShouldBe(1);

        (await _stores.Jobs.FindAsync("video_1", default)).ShouldBeNull();
        foreach (var table in (string[])["jobs", "attempts", "callbacks", "deliveries", "requests"])
            (await _stores.Database.ReadAsync(db => db.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}"), default)).ShouldBe(0, table);
    }

    [Fact]
    public async Task Job_that_is_young_or_unfinished_stays()
    {
        await EndAsync("video_1");
        await DeliverAsync("video_1");
        await BeginAsync("video_2");

        (await RemoveAsync(Later - TimeSpan.FromSeconds(2))).ShouldBe(0);
        (await RemoveAsync(Later)).ShouldBe(1);
        (await RemoveAsync(Later + TimeSpan.FromDays(3650))).ShouldBe(0);
        (await _stores.Jobs.ReadAsync("video_2", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Job_whose_callback_is_owed_stays_until_it_is_delivered()
    {
        await EndAsync("video_1");

        (await RemoveAsync(Later)).ShouldBe(0);
        await DeliverAsync("video_1");
        (await RemoveAsync(Later)).ShouldBe(1);
    }

    [Theory]
    [InlineData("UPDATE jobs SET next_poll_at = 1")]
    [InlineData("UPDATE jobs SET lease_owner = 'node_b', lease_until = 1")]
    [InlineData("UPDATE attempts SET state = 'calling', resolved_at = NULL, upstream_id = NULL")]
    public async Task Job_with_work_left_stays(string left)
    {
        await EndAsync("video_1");
        await DeliverAsync("video_1");
        await _stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(left, transaction: tx), default);

        (await RemoveAsync(Later)).ShouldBe(0);
    }

    [Fact]
    public async Task Jobs_that_must_stay_do_not_keep_younger_ones_from_being_removed()
    {
        for (var number = 0; number < 210; number++) await EndAsync($"video_a{number}");
        await EndAsync("video_b", 9500);
        await DeliverAsync("video_b");

        (await RemoveAsync(Later)).ShouldBe(1);
    }

    [Fact]
    public async Task Old_deliveries_are_removed_and_their_callback_stays()
    {
        await EndAsync("video_1");
        await DeliverAsync("video_1");
        var retention = new DeliveryRetention(_stores.Database, new() { Deliveries = Kept });

        (await retention.RemoveBatchAsync(Later - TimeSpan.FromSeconds(2), default)).ShouldBe(0);
        (await retention.RemoveBatchAsync(Later, default)).ShouldBe(1);

        var callback = (await _stores.Callbacks.FindOfJobAsync("video_1", default))!;
        (callback.Status, callback.Attempts).ShouldBe(("delivered", 1));
    }

    protected abstract Task<string> ConnectionStringAsync();

    private Task<int> RemoveAsync(DateTimeOffset now) => _stores.Retention(Kept).RemoveBatchAsync(now, default);

    private async Task<Attempt> BeginAsync(string id)
    {
        var job = Samples.Job(id);
        var attempt = Samples.Attempt(job);
        await _stores.Jobs.CreateAsync(job, attempt, new VideoRequest { Model = "seedance", Prompt = "a boat" }, default);
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-" + id), 2000, 7000, default);
        return attempt;
    }

    private async Task EndAsync(string id, long at = 9000)
    {
        var attempt = await BeginAsync(id);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 7000, 90_000, 10, default);
        (await _stores.Results.FinishAsync(new JobEnding(id, Owner, JobStatus.Completed, at), attempt, null, default)).ShouldNotBeNull();
    }

    private async Task DeliverAsync(string id)
    {
        await _stores.Database.WriteAsync((db, tx) => db.ExecuteAsync("UPDATE callbacks SET lease_owner = @Owner, lease_until = next_at WHERE job_id = @id", new { id, Owner }, tx), default);
        await _stores.Callbacks.RecordAsync(new Delivery { CallbackId = "cb_" + id, Number = 1, At = 9000, DurationMs = 1, Status = 200 }, Owner, "delivered", 0, 9001, default);
    }
}

public sealed class SqliteJobRetentionTests : JobRetentionTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<string> ConnectionStringAsync() => Task.FromResult($"Data Source={Path.Combine(_folder.Path, "jobs.db")}");
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresJobRetentionTests(Postgres postgres) : JobRetentionTests
{
    protected override Task<string> ConnectionStringAsync() => postgres.Server.CreateDatabaseAsync();
}
