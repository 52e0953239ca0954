using Microsoft.Extensions.Logging.Abstractions;
using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Network;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Callbacks;

/// <summary>The sender with a real database and real receivers.</summary>
public sealed class CallbackSenderTests : IAsyncLifetime, IDisposable
{
    private const string Accept = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CallbackSignal _signal = new();
    private readonly SecretProtector _secrets = new(new GatewaySecret("a secret of the tests"));
    private TestStores _stores = null!;
    private CallbackSender _sender = null!;

    public async Task InitializeAsync()
    {
        _stores = await TestStores.OpenAsync($"Data Source={Path.Combine(_folder.Path, "jobs.db")}");
        var (options, time) = (new CallbacksOptions(), TimeProvider.System);
        var client = new DeliveryClient(_http, new NetworkRules(new NetworkOptions { AllowHttp = true, AllowPrivate = true }), options, time);
        _sender = new CallbackSender(
            _stores.Callbacks, new ReceiverLanes(options, time), client, (_, _) => Task.FromResult<byte[]?>("{}"u8.ToArray()), new SigningSecrets(_secrets, options), _signal, options,
            _stores.Database, new Node("node_a"), time, NullLogger<CallbackSender>.Instance);
    }

    public async Task DisposeAsync()
    {
        await _sender.StopAsync(default);
        await _stores.DisposeAsync();
    }

    public void Dispose()
    {
        _sender.Dispose();
        _http.Dispose();
        _signal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Receiver_that_hangs_does_not_hold_up_another_one()
    {
        var (release, arrived) = (new TaskCompletionSource(), new SemaphoreSlim(0));
        await using var hanging = ScriptedReceiver.Start(async stream =>
        {
            await release.Task;
            await ScriptedReceiver.WriteAsync(stream, Accept);
        });
        await using var healthy = ScriptedReceiver.Start(async stream =>
        {
            await ScriptedReceiver.WriteAsync(stream, Accept);
            arrived.Release();
        });
        for (var number = 0; number < 300; number++) await OweAsync($"video_a{number}", hanging.Url);
        for (var number = 0; number < 40; number++) await OweAsync($"video_b{number}", healthy.Url);

        await _sender.StartAsync(default);
        // The hanging receiver answers nothing until all of these have arrived.
        for (var number = 0; number < 40; number++) (await arrived.WaitAsync(TimeSpan.FromSeconds(25))).ShouldBeTrue();

        hanging.Requests.ShouldBeLessThanOrEqualTo(4);
        healthy.Requests.ShouldBe(40);
        release.SetResult();
    }

    [Fact]
    public async Task Delivery_in_flight_finishes_and_is_stored_when_the_host_stops()
    {
        var (release, begun) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var slow = ScriptedReceiver.Start(async stream =>
        {
            begun.TrySetResult();
            await release.Task;
            await ScriptedReceiver.WriteAsync(stream, Accept);
        });
        await OweAsync("video_1", slow.Url);
        await _sender.StartAsync(default);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(25));

        var stop = _sender.StopAsync(default);
        release.SetResult();
        await stop;

        (await _stores.Callbacks.FindOfJobAsync("video_1", default))!.Status.ShouldBe("delivered");
        slow.Requests.ShouldBe(1);
    }

    private async Task OweAsync(string id, string url)
    {
        var job = Samples.Job(id) with { CallbackUrl = url, CallbackSecret = _secrets.Protect("whsec_secret") };
        var attempt = Samples.Attempt(job);
        await _stores.Jobs.CreateAsync(job, attempt, null, default);
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-" + id), 2000, 7000, default);
        await _stores.Queue.ClaimAsync("ark", "main", "node_a", 7000, 90_000, 1000, default);
        await _stores.Results.FinishAsync(new JobEnding(id, "node_a", JobStatus.Completed, 9000), attempt, null, default);
    }
}
