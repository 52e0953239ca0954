using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public abstract partial class StoreTests
{
    [Fact]
    public async Task Claim_due_job_leases_it_once()
    {
        await AcceptAsync();

        (await ClaimAsync(Owner, 7000)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Job.LeaseOwner.ShouldBe(Owner), c => c.Attempt.UpstreamId.ShouldBe("task-video_1"));
        (await ClaimAsync(Other, 7000)).ShouldBeEmpty();
        (await ClaimAsync(Other, 90_000)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Extended_lease_keeps_others_away_longer_and_only_its_owner_extends_it()
    {
        await AcceptAsync();
        await ClaimAsync(Owner, 7000);

        await _stores.Queue.ExtendAsync("video_1", Other, 900_000, default);
        await _stores.Queue.ExtendAsync("video_1", Owner, 800_000, default);

        (await ClaimAsync(Other, 799_999)).ShouldBeEmpty();
        (await ClaimAsync(Other, 800_000)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Measured_video_is_on_its_attempt()
    {
        var (_, attempt) = await CreateAsync();

        await _stores.Jobs.StoreMeasurementAsync(attempt, 100_000_000_000, "abc", default);

        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ShouldSatisfyAllConditions(
            a => a.ContentLength.ShouldBe(100_000_000_000), a => a.ContentSha256.ShouldBe("abc"));
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
}
