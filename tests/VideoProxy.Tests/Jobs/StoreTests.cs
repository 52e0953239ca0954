using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

/// <summary>One suite for both databases: a database proves itself by passing it.</summary>
public abstract partial class StoreTests : IAsyncLifetime
{
    private const string Owner = "node_a";
    private const string Other = "node_b";
    private TestStores _stores = null!;

    public async Task InitializeAsync() => _stores = await TestStores.OpenAsync(await ConnectionStringAsync());

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    protected abstract Task<string> ConnectionStringAsync();

    private static JobCancel Order(Job job) => new(job.Id, job.AttemptId, Owner, 8000, 68_000, 90_000_000);

    private async Task<(Job, Attempt)> CreateAsync(string id = "video_1")
    {
        var job = Samples.Job(id);
        var attempt = Samples.Attempt(job);
        (await _stores.Jobs.CreateAsync(job, attempt, null, default)).ShouldBeTrue();
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
