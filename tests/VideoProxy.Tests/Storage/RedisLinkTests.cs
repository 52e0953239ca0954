using System.Net;
using System.Net.Sockets;
using VideoProxy.Testing;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

/// <summary>A Redis that is away in any way: nothing fails, one alarm, and it comes back by itself.</summary>
public sealed class RedisLinkTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Redis_that_is_killed_and_started_again_is_used_again()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var node = await RedisNode.ConnectAsync(redis.ConnectionString);

        await redis.KillAsync();
        await WorksWithoutRedisAsync(node);
        await node.AlarmAsync();
        await WorksWithoutRedisAsync(node);
        var usable = node.NextUsableAsync();
        await redis.StartAgainAsync();
        await usable;

        node.AlarmsRaised.ShouldBe(1);
        node.Alarms.Raised.ShouldBeEmpty();
        await node.Cache.StoreAsync("link:a", "again", Hour);
        (await node.Cache.FindAsync("link:a")).ShouldBe("again");
    }

    [Fact]
    public async Task Redis_that_is_away_at_the_start_is_used_when_it_comes()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var node = await RedisNode.FailAsync(redis.ConnectionString);
        await WorksWithoutRedisAsync(node);

        var usable = node.NextUsableAsync();
        await redis.StartAgainAsync();
        await usable;

        node.Alarms.Raised.ShouldBeEmpty();
        node.AlarmsRaised.ShouldBe(1);
    }

    [Fact]
    public async Task Redis_that_refuses_the_password_raises_an_alarm_without_it()
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "right");

        await using var node = await RedisNode.FailAsync($"{redis.ConnectionString},password=wrong-password");

        await WorksWithoutRedisAsync(node);
        node.Alarms.Raised["redis"].ShouldNotContain("wrong-password");
    }

    [Fact]
    public async Task Redis_that_is_full_raises_an_alarm()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "1mb", "--maxmemory-policy", "noeviction");

        await using var node = await RedisNode.FailAsync(redis.ConnectionString);

        await WorksWithoutRedisAsync(node);
        node.Alarms.Raised["redis"].ShouldContain("refused a write");
    }

    [Fact]
    public async Task Server_that_accepts_and_never_answers_raises_an_alarm()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        await using var node = await RedisNode.FailAsync($"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");

        await WorksWithoutRedisAsync(node);
    }

    private static async Task WorksWithoutRedisAsync(RedisNode node)
    {
        await node.Cache.StoreAsync("link:a", "ignored", Hour);
        node.Cache.Announce("health", "ignored");
        (await node.Cache.AskOnceAsync("link:a", Hour, _ => false, () => Task.FromResult<string?>("asked"))).ShouldBe("asked");
    }
}
