using VideoProxy.Abstractions;
using VideoProxy.Providers;
using VideoProxy.Testing;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

public sealed class SharedHealthTests
{
    [Fact]
    public async Task Destination_that_refused_one_node_is_out_at_the_other_until_it_works_again()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RedisNode.ConnectAsync(redis.ConnectionString);
        await using var other = await RedisNode.ConnectAsync(redis.ConnectionString);
        var (refused, spared) = (new DestinationHealth(TimeProvider.System, one.Cache), new DestinationHealth(TimeProvider.System, other.Cache));
        var heard = new SemaphoreSlim(0);
        other.Cache.Heard += (_, _) => heard.Release();

        refused.Failed("ark/east", FaultKind.InsufficientQuota, null);
        (await heard.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        spared.IsOut("ark/east").ShouldBeTrue();
        spared.IsOut("ark/west").ShouldBeFalse();

        refused.Succeeded("ark/east");
        (await heard.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        spared.IsOut("ark/east").ShouldBeFalse();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-1 ark/east")]
    [InlineData("99999999999999999999 ark/east")]
    [InlineData("9223372036854775807 ark/east")]
    public async Task Announcement_that_makes_no_sense_is_harmless(string text)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RedisNode.ConnectAsync(redis.ConnectionString);
        await using var other = await RedisNode.ConnectAsync(redis.ConnectionString);
        var health = new DestinationHealth(TimeProvider.System, other.Cache);
        var heard = new SemaphoreSlim(0);
        other.Cache.Heard += (_, _) => heard.Release();

        one.Cache.Announce("health", text);
        (await heard.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();

        health.IsOut("ark/west").ShouldBeFalse();
        one.Cache.Announce("health", $"{TimeProvider.System.GetUtcNow().AddSeconds(20).ToUnixTimeMilliseconds()} ark/west");
        (await heard.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        health.IsOut("ark/west").ShouldBeTrue();
    }
}
