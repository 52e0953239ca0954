using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using StackExchange.Redis;
using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Nodes;

/// <summary>Two gateways on one PostgreSQL that share a Redis.</summary>
public sealed class RedisTests(ITestOutputHelper output) : IAsyncLifetime
{
    // What a busy machine of two cores adds to the slowest of many requests.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(400);
    private RedisServer _redis = null!;
    private MiniMaxDouble _links = null!;
    private UpstreamDouble _cheap = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        (_redis, _links, _cheap) = (await RedisServer.StartAsync(), await MiniMaxDouble.StartAsync(), await UpstreamDouble.StartAsync());
        _bed = await TestBed.PrepareOnAsync(
            await Postgres.CreateDatabaseAsync(),
            ("ConnectionStrings__Redis", _redis.ConnectionString), ("MINIMAX_BASE_URL", _links.BaseUrl), ("MINIMAX_API_KEY", TestBed.UpstreamKey));
        var file = ConfigFolder.SecondProvider("cheap", CheaperBed.Model, _cheap.BaseUrl);
        file["models"]![0]!["prices"] = new JsonObject { ["720p"] = 0.001, ["1080p"] = 0.002 };
        _bed.Config.WriteProvider("cheap", file.ToJsonString());
        await Task.WhenAll(_bed.StartGatewayAsync(), _bed.StartGatewayAsync());
        await NodeRows.CountAsync(_bed, 2);
        await Until.TrueAsync(async () => await ListenersAsync() == 2, "both gateways on the Redis");
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _cheap.DisposeAsync();
        await _links.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Link_is_asked_for_once_and_renewed_once_for_both_nodes()
    {
        var body = new JsonObject { ["model"] = "minimax-hailuo-2.3", ["prompt"] = Prompts.New(), ["seconds"] = 6, ["audio"] = false };
        var id = await _bed.Gateways[0].CreateIdAsync(body);
        await _bed.Gateways[0].CompletedAsync(id);

        // Each node knows no link at first. After that, both hold one that has died.
        await InOneOfSeveralRoundsAsync(async () =>
        {
            _links.KillLinks();
            var before = _links.Links;
            await Task.WhenAll(_bed.Gateways.SelectMany(gateway => new[] { ShouldBeTheVideoAsync(gateway, id), ShouldBeTheVideoAsync(gateway, id) }));
            return _links.Links - before == 1;
        });
    }

    [Fact]
    public async Task Task_of_a_dead_link_is_asked_for_once_by_both_nodes()
    {
        var prompt = Prompts.New();
        var id = await _bed.Gateways[0].CreateIdAsync(GatewayCalls.Body(prompt));
        await _bed.Gateways[0].CompletedAsync(id);
        var script = _cheap.Script(prompt);
        script.OnFile = context => UpstreamDouble.AnswerAsync(context, 403, "");
        var polls = script.Polls;

        foreach (var gateway in _bed.Gateways)
        {
            using var response = await gateway.ContentAsync(id);
            await response.ShouldBeErrorAsync(410, "invalid_request_error", "gone");
        }

        script.Polls.ShouldBe(polls + 1);
    }

    [Fact]
    public async Task Destination_that_refused_one_node_is_tried_later_by_the_other()
    {
        var (first, second) = (Prompts.New(), Prompts.New());
        foreach (var prompt in (string[])[first, second])
            _cheap.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(context, 403, """{"error":{"code":"AccountOverdueError","message":"overdue"}}""");

        await _bed.Gateways[0].CompletedAsync(await _bed.Gateways[0].CreateIdAsync(GatewayCalls.Body(first)));
        await _bed.Gateways[1].CompletedAsync(await _bed.Gateways[1].CreateIdAsync(GatewayCalls.Body(second)));

        (_cheap.Script(first).Submissions, _cheap.Script(second).Submissions).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Redis_that_dies_and_comes_back_fails_and_delays_no_request()
    {
        var gateway = _bed.Gateways[0];
        var body = new JsonObject { ["model"] = "minimax-hailuo-2.3", ["prompt"] = Prompts.New(), ["seconds"] = 6, ["audio"] = false };
        var id = await gateway.CreateIdAsync(body);
        await gateway.CompletedAsync(id);
        await RoundAsync(gateway, id);
        var slowestBefore = await SlowestAsync(gateway, id, rounds: 10);

        await _redis.KillAsync();
        var slowestWithout = await SlowestAsync(gateway, id, rounds: 40);
        await Until.TrueAsync(() => AlarmsAsync(gateway, 1), "an alarm");
        await _redis.StartAgainAsync();
        var slowestAfter = await SlowestAsync(gateway, id, rounds: 10);
        await Until.TrueAsync(() => AlarmsAsync(gateway, 0), "the end of the alarm");

        output.WriteLine($"Slowest round with Redis {slowestBefore.TotalMilliseconds:F0} ms, without {slowestWithout.TotalMilliseconds:F0} ms, back again {slowestAfter.TotalMilliseconds:F0} ms");
        // One operation may wait 100 ms until the gateway knows that Redis is away.
        slowestWithout.ShouldBeLessThan(slowestBefore + TimeSpan.FromMilliseconds(100) + Noise);
        slowestAfter.ShouldBeLessThan(slowestBefore + TimeSpan.FromMilliseconds(100) + Noise);
        gateway.Log.Split("ALARM redis").Length.ShouldBe(2);
    }

    /// <summary>On a busy machine an operation on Redis may time out. The node then works for itself, as it should.</summary>
    private static async Task InOneOfSeveralRoundsAsync(Func<Task<bool>> round)
    {
        for (var number = 0; number < 10; number++)
        {
            if (await round()) return;
        }

        throw new InvalidOperationException("The nodes never shared what one of them had learned.");
    }

    private async Task<TimeSpan> SlowestAsync(GatewayProcess gateway, string id, int rounds)
    {
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            // A link that has died takes the way through the shared cache.
            _links.KillLinks();
            var watch = Stopwatch.StartNew();
            await RoundAsync(gateway, id);
            if (watch.Elapsed > slowest) slowest = watch.Elapsed;
        }

        return slowest;
    }

    private static async Task RoundAsync(GatewayProcess gateway, string id)
    {
        await ShouldBeTheVideoAsync(gateway, id);
        await gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
    }

    private static async Task ShouldBeTheVideoAsync(GatewayProcess gateway, string id)
    {
        using var response = await gateway.ContentAsync(id);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
    }

    private static async Task<bool> AlarmsAsync(GatewayProcess gateway, int count)
    {
        var health = JsonNode.Parse(await gateway.Client.GetStringAsync("/health"))!;
        return (health["alarms"]!["redis"] is null ? 0 : 1) == count;
    }

    private async Task<long> ListenersAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        return await redis.GetServers()[0].SubscriptionSubscriberCountAsync(RedisChannel.Literal("videoproxy:1:news"));
    }
}
