using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public abstract partial class StoreTests
{
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

        (await _stores.Nodes.RemoveAsync(Owner, 500, 8000, default)).ShouldBeFalse();
        (await _stores.Nodes.FindSilentAsync(5000, default)).ShouldBe([Owner]);
        (await _stores.Nodes.RemoveAsync(Owner, 5000, 8000, default)).ShouldBeTrue();

        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.State.ShouldBe("unknown");
        (await _stores.Jobs.ReadAsync(job.Id, default))!.NextPollAt.ShouldBe(8000);
        (await ClaimAsync(Other, 8000)).Select(c => c.Job.Id).ShouldBe(["video_1", "video_2"], ignoreOrder: true);
        (await _stores.Nodes.RemoveAsync(Owner, 5000, 8000, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Reclaim_gives_back_leases_that_nobody_holds()
    {
        foreach (var id in (string[])["video_1", "video_2", "video_3"]) await AcceptAsync(id);
        await ClaimAsync(Owner, 7000);
        var held = new HeldLeases();
        held.Hold("video_2");
        held.Hold("video_3");
        held.Hold("video_3");
        held.Release("video_3");

        (await _stores.Queue.ReclaimAsync(Owner, held, default)).ShouldBe(1);
        (await _stores.Queue.ReclaimAsync(Other, held, default)).ShouldBe(0);

        (await ClaimAsync(Other, 7001)).Select(c => c.Job.Id).ShouldBe(["video_1"]);
        held.Release("video_3");
        (await _stores.Queue.ReclaimAsync(Owner, held, default)).ShouldBe(1);
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
        await _stores.Jobs.UnknownAsync(lost, new("hang"), 2000, 3000, default);
        await AcceptAsync("video_2");
        FoundJob[] found = [new("task-video_2", DateTimeOffset.FromUnixTimeMilliseconds(1500)), new("task-lost", DateTimeOffset.FromUnixTimeMilliseconds(1500))];
        var window = new SubmitWindow(DateTimeOffset.FromUnixTimeMilliseconds(0), DateTimeOffset.FromUnixTimeMilliseconds(7000));

        (await _stores.Search.FindUnownedAsync(lost, found, default)).ShouldHaveSingleItem().UpstreamId.ShouldBe("task-lost");
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
        await _stores.Jobs.UnknownAsync(other, new("hang"), 2000, 3000, default);
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
}
