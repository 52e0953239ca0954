using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public sealed class JobWatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TempFolder _folder = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly Job _job = Samples.Job();
    private TestStores _stores = null!;

    public async Task InitializeAsync()
    {
        _stores = await TestStores.OpenAsync($"Data Source={_folder.Path}/jobs.db");
        await _stores.Jobs.CreateAsync(_job, Samples.Attempt(_job), null, default);
        // As for any job that was asked for before: what is cached needs no database, which would notice that the caller left.
        _stores.Cache.Update(_job);
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task End_caller_that_leaves_ends_the_wait()
    {
        using var leaving = new CancellationTokenSource();
        await leaving.CancelAsync();

        var job = await EndAsync(leaving.Token);

        job.IsTerminal.ShouldBeFalse();
    }

    [Fact]
    public async Task End_gateway_that_stops_ends_the_wait()
    {
        _lifetime.StopApplication();

        (await EndAsync(default)).IsTerminal.ShouldBeFalse();
    }

    [Fact]
    public async Task End_waits_through_changes_until_the_job_has_ended()
    {
        var waiting = EndAsync(default);
        Change(_job with { Status = JobStatus.InProgress, Version = 2 });
        Change(_job with { Status = JobStatus.Completed, Version = 3, CompletedAt = 9000 });

        (await waiting).Status.ShouldBe(JobStatus.Completed);
    }

    private Task<Job> EndAsync(CancellationToken cancel)
    {
        var watch = new JobWatch(_stores.Jobs, _stores.Waiters, _lifetime, TimeProvider.System);
        return Task.Run(() => watch.EndAsync(_job, Long, cancel), CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
    }

    private void Change(Job job)
    {
        _stores.Cache.Update(job);
        _stores.Waiters.Wake(job.Id);
    }
}
