using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;

namespace VideoProxy.Storage;

/// <summary>
/// Shares between nodes what one of them learned at a provider's expense, such as a renewed link. Without a usable Redis it is empty
/// and every node works for itself. Jobs, leases, callbacks and money must never depend on it.
/// </summary>
internal sealed class SharedCache : IDisposable
{
    private const string Prefix = "videoproxy:1:";
    private const int LongestValue = 256 << 10;
    private static readonly RedisChannel Channel = RedisChannel.Literal(Prefix + "news");
    private static readonly TimeSpan ClaimLifetime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(25);
    private readonly RedisLink _redis;
    private readonly SecretProtector _protector;
    private readonly TimeProvider _time;
    private readonly RedisCache _values;

    public SharedCache(RedisLink redis, GatewaySecret secret, TimeProvider time)
    {
        _redis = redis;
        _protector = new SecretProtector(secret, "shared cache v1");
        _time = time;
        _values = new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => Task.FromResult(redis.Connection!) });
        redis.Usable += ListenAsync;
    }

    /// <summary>Raised with topic and text when another node, or this one, announces something.</summary>
    public event Action<string, string>? Heard;

    public async Task<string?> FindAsync(string key) =>
        Open(key, await _redis.RunAsync(() => _values.GetStringAsync(Prefix + key), null));

    public async Task StoreAsync(string key, string value, TimeSpan lifetime)
    {
        if (value.Length > LongestValue) return;
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime };
        await _redis.RunAsync(() => AsTrueAsync(_values.SetStringAsync(Prefix + key, Seal(key, value), options)), false);
    }

    /// <summary>
    /// Asks a question once among all nodes that ask it at the same time. The first one asks, the others wait for its answer. A node
    /// that waited too long, or whose Redis goes away, asks for itself.
    /// </summary>
    /// <param name="key">The name of the question.</param>
    /// <param name="lifetime">How long the answer is shared.</param>
    /// <param name="isUseful">Whether a shared answer will do.</param>
    /// <param name="ask">Asks the provider. A null answer is not shared.</param>
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

        // The answer may have been stored between the look and the claim.
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

    /// <summary>Tells all nodes something, without waiting for it.</summary>
    public void Announce(string topic, string text) =>
        _ = _redis.RunAsync(() => _redis.Connection!.GetSubscriber().PublishAsync(Channel, $"{topic} {Seal(topic, text)}"), 0L);

    public void Dispose() => _values.Dispose();

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

    // The key is sealed with the value, so that nobody can put a value under another key.
    private string Seal(string key, string value) => _protector.Protect($"{key}\n{value}");

    /// <summary>Returns null for a value of another version or another secret, or one that was altered.</summary>
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
