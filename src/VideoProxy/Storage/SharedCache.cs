using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;

namespace VideoProxy.Storage;

/// <summary>
/// A cache that nodes share through Redis for results of provider calls, such as a renewed link. Without a usable Redis the cache
/// is empty, and every node makes its own calls. Jobs, leases, callbacks and money must never depend on this cache.
/// </summary>
internal sealed class SharedCache : IDisposable
{
    private const string Prefix = "videoproxy:1:";
    private const int LongestValue = 256 << 10;
    private static readonly TimeSpan ClaimLifetime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(25);
    private readonly RedisLink _redis;
    private readonly SecretProtector _protector;
    private readonly TimeProvider _time;

    // Created at the first use, so that a gateway without a Redis does not load its client.
    private readonly Lazy<RedisCache> _values;

    public SharedCache(RedisLink redis, GatewaySecret secret, TimeProvider time)
    {
        _redis = redis;
        _protector = new SecretProtector(secret, "shared cache v1");
        _time = time;
        _values = new(() => new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => Task.FromResult(redis.Connection!) }));
        redis.Usable += ListenAsync;
    }

    /// <summary>Raised with topic and text when any node, including this one, sends a notification.</summary>
    public event Action<string, string>? Heard;

    public async Task<string?> FindAsync(string key) =>
        Open(key, await _redis.RunAsync(() => _values.Value.GetStringAsync(Prefix + key), null));

    public async Task StoreAsync(string key, string value, TimeSpan lifetime)
    {
        if (value.Length > LongestValue) return;
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime };
        await _redis.RunAsync(() => AsTrueAsync(_values.Value.SetStringAsync(Prefix + key, Seal(key, value), options)), false);
    }

    /// <summary>
    /// Makes one provider call for all nodes that need its answer at the same time. The first node makes the call, and the other nodes
    /// wait for its answer. A node that waits too long, or that loses Redis, makes its own call.
    /// </summary>
    /// <param name="key">The cache key of the answer.</param>
    /// <param name="lifetime">The time for which nodes share the answer.</param>
    /// <param name="isUseful">Returns whether the caller can use a shared answer.</param>
    /// <param name="ask">Makes the call. A null answer is not shared.</param>
    public async Task<string?> AskOnceAsync(string key, TimeSpan lifetime, Func<string, bool> isUseful, Func<Task<string?>> ask)
    {
        RedisValue token = Guid.NewGuid().ToString("N");
        var started = _time.GetTimestamp();
        var isClaimed = false;
        while (_redis.IsUsable && !isClaimed && _time.GetElapsedTime(started) < LongestWait)
        {
            if (await FindAsync(key) is { } known && isUseful(known)) return known;
            isClaimed = await _redis.RunAsync(() => Claims.LockTakeAsync(Claim(key), token, ClaimLifetime), false);
            if (!isClaimed) await Task.Delay(LookInterval, _time);
        }

        // Another node may have stored the answer between the read and the claim.
        if (isClaimed && await FindAsync(key) is { } stored && isUseful(stored))
        {
            await ReleaseAsync(key, token);
            return stored;
        }

        try
        {
            var answer = await ask();
            if (answer is not null) await StoreAsync(key, answer, lifetime);
            return answer;
        }
        finally
        {
            if (isClaimed) await ReleaseAsync(key, token);
        }
    }

    /// <summary>Sends a notification to all nodes, without waiting for the result.</summary>
    public void Announce(string topic, string text) =>
        _ = _redis.RunAsync(() => _redis.Connection!.GetSubscriber().PublishAsync(Channel, $"{topic} {Seal(topic, text)}"), 0L);

    public void Dispose()
    {
        if (_values.IsValueCreated) _values.Value.Dispose();
    }

    private static RedisChannel Channel => RedisChannel.Literal(Prefix + "news");

    private IDatabase Claims => _redis.Connection!.GetDatabase();

    private static RedisKey Claim(string key) => $"{Prefix}claim:{key}";

    private Task<bool> ReleaseAsync(string key, RedisValue token) => _redis.RunAsync(() => Claims.LockReleaseAsync(Claim(key), token), false);

    private static async Task<bool> AsTrueAsync(Task done)
    {
        await done;
        return true;
    }

    private async Task ListenAsync()
    {
        var subscriber = _redis.Connection!.GetSubscriber();
        await subscriber.UnsubscribeAsync(Channel, Hear);
        await subscriber.SubscribeAsync(Channel, Hear);
    }

    private void Hear(RedisChannel channel, RedisValue message)
    {
        if ((string?)message is not { Length: <= LongestValue } text || text.Split(' ', 2) is not [var topic, var value]) return;
        if (Open(topic, value) is { } opened) Heard?.Invoke(topic, opened);
    }

    // The key is encrypted together with the value, so that a value copied to another key is rejected.
    private string Seal(string key, string value) => _protector.Protect($"{key}\n{value}");

    /// <summary>Decrypts a value. Returns null if it was altered, or was written by another version or with another secret.</summary>
    private string? Open(string key, string? value)
    {
        if (value is null) return null;
        try
        {
            var text = _protector.Unprotect(value);
            return text.StartsWith(key + "\n", StringComparison.Ordinal) ? text[(key.Length + 1)..] : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
