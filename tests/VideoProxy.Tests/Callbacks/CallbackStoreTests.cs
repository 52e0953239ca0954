using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Callbacks;

/// <summary>One suite for both databases.</summary>
public abstract class CallbackStoreTests : IAsyncLifetime
{
    private const string Owner = "node_a";
    private TestStores _stores = null!;

    public async Task InitializeAsync() => _stores = await TestStores.OpenAsync(await ConnectionStringAsync());

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Theory]
    [InlineData("openai", "completed", "video.completed")]
    [InlineData("openai", "expired", "video.failed")]
    [InlineData("openrouter", "completed", "video.generation.completed")]
    [InlineData("openrouter", "failed", "video.generation.failed")]
    [InlineData("openrouter", "canceled", "video.generation.cancelled")]
    [InlineData("openrouter", "expired", "video.generation.expired")]
    public async Task Owed_callback_has_the_type_of_its_dialect(string dialect, string status, string type)
    {
        await OweAsync(dialect, status);

        (await _stores.Callbacks.FindOfJobAsync("video_1", default))!.ShouldSatisfyAllConditions(
            c => c.Type.ShouldBe(type), c => c.Status.ShouldBe("pending"), c => c.EventId.ShouldBe("evt_video_1"));
    }

    [Fact]
    public async Task Redeliver_makes_a_delivered_callback_due_again_on_a_new_schedule()
    {
        var delivered = await DeliverAsync(await OweAsync());

        var again = await _stores.Callbacks.RedeliverAsync(delivered.Id, 20_000, default);

        again!.ShouldSatisfyAllConditions(
            c => c.Status.ShouldBe("pending"), c => c.EventId.ShouldBe(delivered.EventId), c => c.CycleStart.ShouldBe(1), c => c.FinishedAt.ShouldBeNull());
        (await ClaimAsync(19_999)).ShouldBeEmpty();
        var claimed = (await ClaimAsync(20_000)).ShouldHaveSingleItem();
        await RecordAsync(claimed, 200, "delivered");
        (await _stores.Callbacks.ListDeliveriesAsync(delivered.Id, default)).Select(d => d.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Redeliver_callback_that_is_on_its_way_is_not_claimed_twice()
    {
        await OweAsync();
        var sending = (await ClaimAsync(9000)).ShouldHaveSingleItem();

        await _stores.Callbacks.RedeliverAsync(sending.Id, 9001, default);

        (await ClaimAsync(9002)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Redeliver_callback_that_is_on_its_way_sends_it_once_more_afterwards()
    {
        await OweAsync();
        var sending = (await ClaimAsync(9000)).ShouldHaveSingleItem();
        await _stores.Callbacks.RedeliverAsync(sending.Id, 9001, default);

        await RecordAsync(sending, 200, "delivered");

        var again = (await ClaimAsync(9002)).ShouldHaveSingleItem();
        (again.Attempts, again.CycleStart).ShouldBe((1, 1));
        await RecordAsync(again, 200, "delivered");
        (await _stores.Callbacks.FindOfJobAsync("video_1", default))!.ShouldSatisfyAllConditions(c => c.Status.ShouldBe("delivered"), c => c.FinishedAt.ShouldBe(9001));
    }

    [Fact]
    public async Task Redeliver_unknown_callback_is_none() => (await _stores.Callbacks.RedeliverAsync("cb_nothing", 1, default)).ShouldBeNull();

    [Fact]
    public async Task Redeliver_failed_makes_all_of_an_organisation_due_that_failed_since_then()
    {
        foreach (var (id, failedAt) in (IEnumerable<(string, long)>)[("video_1", 10_000), ("video_2", 11_000), ("video_3", 12_000)])
        {
            await OweAsync(id: id);
            await RecordAsync((await ClaimAsync(9000)).ShouldHaveSingleItem(), 500, "failed", failedAt);
        }

        await DeliverAsync(await OweAsync(id: "video_4"));

        (await _stores.Callbacks.RedeliverFailedAsync("another", 0, 20_000, default)).ShouldBe(0);
        (await _stores.Callbacks.RedeliverFailedAsync(Samples.Job().Org, 11_000, 20_000, default)).ShouldBe(2);
        (await ClaimAsync(20_000)).Select(c => (c.JobId, c.CycleStart)).ShouldBe([("video_2", 1), ("video_3", 1)], ignoreOrder: true);
        (await _stores.Callbacks.RedeliverFailedAsync(null, 0, 20_000, default)).ShouldBe(1);
    }

    [Fact]
    public async Task List_gives_the_newest_of_a_state()
    {
        await DeliverAsync(await OweAsync());
        await OweAsync(id: "video_2");

        (await _stores.Callbacks.ListAsync(null, 0, 10, default)).Select(c => c.JobId).ShouldBe(["video_2", "video_1"]);
        (await _stores.Callbacks.ListAsync("delivered", 0, 10, default)).ShouldHaveSingleItem().JobId.ShouldBe("video_1");
        (await _stores.Callbacks.ListAsync(null, 0, 1, default)).ShouldHaveSingleItem();
        (await _stores.Callbacks.ListAsync(null, 9001, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Due_receivers_are_listed_once_each_and_in_order()
    {
        await OweAsync(id: "video_1");
        await OweAsync(id: "video_2", url: "https://client.example.com/other");
        await OweAsync(id: "video_3", url: "https://a.example.com/hook");
        await OweAsync(id: "video_4", url: "http://z.example.com:8080/hook");

        (await ReceiversAsync("", 9000)).ShouldBe(["http://z.example.com:8080", "https://a.example.com:443", Samples.Receiver]);
        (await ReceiversAsync("https://a.example.com:443", 9000)).ShouldBe([Samples.Receiver]);
        (await _stores.Callbacks.FindDueReceiversAsync("", 9000, 2, default)).Count.ShouldBe(2);
        (await ReceiversAsync("", 8999)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_takes_only_callbacks_of_its_receiver()
    {
        await OweAsync(id: "video_1");
        await OweAsync(id: "video_2", url: "https://a.example.com/hook");

        (await ClaimAsync(9000)).ShouldHaveSingleItem().JobId.ShouldBe("video_1");
        (await ReceiversAsync("", 9000)).ShouldBe(["https://a.example.com:443"]);
    }

    [Fact]
    public async Task Postponed_callback_is_due_at_its_time_without_a_delivery()
    {
        await OweAsync();
        var claimed = (await ClaimAsync(9000)).ShouldHaveSingleItem();

        await _stores.Callbacks.PostponeAsync(claimed.Id, Owner, 15_000, default);

        (await ReceiversAsync("", 14_999)).ShouldBeEmpty();
        (await ClaimAsync(15_000)).ShouldHaveSingleItem().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Callback_of_a_dead_node_is_due_at_once()
    {
        await OweAsync();
        await ClaimAsync(9000);

        await _stores.Nodes.BeatAsync(Owner, 9000, default);
        await _stores.Nodes.RemoveAsync(Owner, long.MaxValue, 9500, default);

        (await ReceiversAsync("", 9500)).ShouldBe([Samples.Receiver]);
        (await ClaimAsync(9500)).ShouldHaveSingleItem();
    }

    protected abstract Task<string> ConnectionStringAsync();

    private Task<IReadOnlyList<string>> ReceiversAsync(string after, long now) => _stores.Callbacks.FindDueReceiversAsync(after, now, 100, default);

    private async Task<CallbackRow> OweAsync(string dialect = "openai", string status = "completed", string id = "video_1", string? url = null)
    {
        var job = Samples.Job(id) with { Dialect = dialect, CallbackUrl = url ?? Samples.Job().CallbackUrl };
        var attempt = Samples.Attempt(job);
        await _stores.Jobs.CreateAsync(job, attempt, null, default);
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-" + id), 2000, 7000, default);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 7000, 90_000, 10, default);
        await _stores.Results.FinishAsync(new JobEnding(id, Owner, status, 9000) { ErrorCode = status == "completed" ? null : status }, attempt, null, default);
        return (await _stores.Callbacks.FindOfJobAsync(id, default))!;
    }

    private async Task<CallbackRow> DeliverAsync(CallbackRow owed)
    {
        await RecordAsync((await ClaimAsync(9000)).Single(c => c.Id == owed.Id), 200, "delivered");
        return owed;
    }

    private Task<IReadOnlyList<CallbackRow>> ClaimAsync(long now) => _stores.Callbacks.ClaimDueAsync(Samples.Receiver, Owner, now, now + 60_000, 10, default);

    private Task RecordAsync(CallbackRow callback, long answer, string status, long endedAt = 9001) => _stores.Callbacks.RecordAsync(
        new Delivery { CallbackId = callback.Id, Number = callback.Attempts + 1, At = 9000, DurationMs = 1, Status = answer }, Owner, status, 0, endedAt, default);
}
