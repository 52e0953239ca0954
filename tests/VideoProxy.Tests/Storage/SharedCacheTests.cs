using StackExchange.Redis;
using VideoProxy.Storage;
using VideoProxy.Testing;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

public sealed class SharedCacheTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Value_of_one_node_is_found_by_another()
    {
        await using var one = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await using var other = await RedisNode.ConnectAsync(_redis.ConnectionString);

        await one.Cache.StoreAsync("link:a", "https://cdn.example.com/a?signature=secret", Hour);

        (await other.Cache.FindAsync("link:a")).ShouldBe("https://cdn.example.com/a?signature=secret");
        (await other.Cache.FindAsync("link:b")).ShouldBeNull();
    }

    [Fact]
    public async Task Value_is_not_readable_in_redis()
    {
        await using var node = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await node.Cache.StoreAsync("link:a", "https://cdn.example.com/a?signature=secret", Hour);

        var stored = await node.Link.Connection!.GetDatabase().HashGetAllAsync("videoproxy:1:link:a");

        stored.Select(entry => (string?)entry.Value).ShouldAllBe(value => !value!.Contains("cdn.example.com"));
        stored.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Value_of_another_secret_is_ignored_and_replaced()
    {
        await using var stranger = await RedisNode.ConnectAsync(_redis.ConnectionString, "another secret");
        await using var node = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await stranger.Cache.StoreAsync("link:a", "https://elsewhere.example.com", Hour);

        var answer = await node.Cache.AskOnceAsync("link:a", Hour, _ => true, () => Task.FromResult<string?>("https://cdn.example.com/a"));

        answer.ShouldBe("https://cdn.example.com/a");
        (await node.Cache.FindAsync("link:a")).ShouldBe("https://cdn.example.com/a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("not base64 at all!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Value_of_another_version_is_ignored(string stored)
    {
        await using var node = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await node.Link.Connection!.GetDatabase().HashSetAsync("videoproxy:1:link:a", [new("data", stored), new("absexp", -1), new("sldexp", -1)]);

        (await node.Cache.FindAsync("link:a")).ShouldBeNull();
    }

    [Fact]
    public async Task Value_that_was_moved_to_another_key_is_ignored()
    {
        await using var node = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await node.Cache.StoreAsync("link:a", "https://cdn.example.com/a", Hour);
        await node.Link.Connection!.GetDatabase().KeyRenameAsync("videoproxy:1:link:a", "videoproxy:1:link:b");

        (await node.Cache.FindAsync("link:b")).ShouldBeNull();
    }

    [Fact]
    public async Task Question_of_two_nodes_at_the_same_moment_is_asked_once()
    {
        await using var one = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await using var other = await RedisNode.ConnectAsync(_redis.ConnectionString);
        var (asked, answer) = (0, new TaskCompletionSource<string?>());
        Task<string?> Ask()
        {
            Interlocked.Increment(ref asked);
            return answer.Task;
        }

        var answers = new[] { one, other, one, other }.Select(node => node.Cache.AskOnceAsync("link:a", Hour, _ => true, Ask)).ToList();
        await WaitForClaimAsync(one);
        answer.SetResult("https://cdn.example.com/a");

        (await Task.WhenAll(answers)).ShouldAllBe(found => found == "https://cdn.example.com/a");
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Question_whose_shared_answer_is_of_no_use_is_asked_again()
    {
        await using var node = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await node.Cache.StoreAsync("link:a", "dead", Hour);

        (await node.Cache.AskOnceAsync("link:a", Hour, link => link != "dead", () => Task.FromResult<string?>("alive"))).ShouldBe("alive");
        (await node.Cache.FindAsync("link:a")).ShouldBe("alive");
    }

    [Fact]
    public async Task Question_that_fails_is_free_for_the_next_one()
    {
        await using var node = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await Should.ThrowAsync<InvalidOperationException>(() => node.Cache.AskOnceAsync("link:a", Hour, _ => true, () => throw new InvalidOperationException()));

        (await node.Cache.AskOnceAsync("link:a", Hour, _ => true, () => Task.FromResult<string?>("alive"))).ShouldBe("alive");
    }

    [Fact]
    public async Task Announcement_is_heard_by_the_other_nodes_with_the_same_secret()
    {
        await using var one = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await using var other = await RedisNode.ConnectAsync(_redis.ConnectionString);
        await using var stranger = await RedisNode.ConnectAsync(_redis.ConnectionString, "another secret");
        var heard = new TaskCompletionSource<(string, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stolen = false;
        other.Cache.Heard += (topic, text) => heard.TrySetResult((topic, text));
        stranger.Cache.Heard += (_, _) => stolen = true;

        one.Cache.Announce("health", "0 ark/east");

        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(("health", "0 ark/east"));
        stolen.ShouldBeFalse();
    }

    private static async Task WaitForClaimAsync(RedisNode node)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await node.Link.Connection!.GetDatabase().KeyExistsAsync("videoproxy:1:claim:link:a")) await timer.WaitForNextTickAsync();
    }
}
