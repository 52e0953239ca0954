using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>The gateway is killed while it owes a callback: it is delivered at least once, always under the same id.</summary>
public abstract class DeliveryCrashTests(CrashBed bed) : CrashTests(bed)
{
    private readonly ConcurrentQueue<string> _begun = new();

    [Fact]
    public async Task Callback_killed_after_the_end_of_its_job_and_before_delivery_arrives()
    {
        // Nobody sends callbacks here, so the end is stored and the delivery has not begun.
        await Bed.KillAndReplaceAsync("--roles", "api,tracker");
        var created = await CreateAsync();
        await Bed.Gateway.CompletedAsync((string)created["id"]!);
        Bed.Receiver.For(Hook).ShouldBeEmpty();

        await Bed.KillAndReplaceAsync();

        await ShouldCompleteAsync(created);
    }

    [Fact]
    public async Task Callback_killed_in_the_middle_of_its_delivery_arrives_under_the_same_id()
    {
        var hold = new Hold();
        OnDelivery(hold.StopFirstAsync);
        var created = await CreateAsync();
        await hold.Reached;

        await Bed.KillAndReplaceAsync();

        await ShouldCompleteAsync(created);
        _begun.ShouldBe(["evt_" + created["id"], "evt_" + created["id"]]);
    }

    [Fact]
    public async Task Callback_killed_after_it_was_taken_and_before_that_was_stored_arrives_again_under_the_same_id()
    {
        var (reached, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        OnDelivery(_ =>
        {
            reached.TrySetResult();
            return gate.Task;
        });
        var created = await CreateAsync();
        await reached.Task.WaitAsync(Until.Patience);
        await using (await WriteLock.TakeAsync(Bed))
        {
            gate.SetResult();
            await DeliveryAsync();
            await Bed.Gateway.KillAsync();
        }

        await Bed.ReplaceAsync();

        await DeliveryAsync(2);
        await ShouldCompleteAsync(created);
    }

    [Fact]
    public async Task Callback_killed_between_two_deliveries_arrives_under_the_same_id()
    {
        Bed.Receiver.AnswerFirst(Hook, 500, 500);
        var created = await CreateAsync();
        await DeliveryAsync();

        await Bed.KillAndReplaceAsync();

        await DeliveryAsync(3);
        await ShouldCompleteAsync(created);
    }

    private void OnDelivery(Func<HttpContext, Task> act) => Bed.Receiver.BeforeAnswer(Hook, context =>
    {
        _begun.Enqueue(context.Request.Headers["webhook-id"].ToString());
        return act(context);
    });
}
