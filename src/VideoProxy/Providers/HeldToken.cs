using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>The token of one destination. Whoever needs one while it is being asked for waits for the same answer.</summary>
internal sealed class HeldToken(TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private Task<TokenAnswer>? _asking;
    private ProviderToken? _token;
    private DateTimeOffset _renewAt;
    private DateTimeOffset _endsAt;

    public Task<TokenAnswer> GetAsync(Func<Task<TokenAnswer>> ask)
    {
        lock (_lock)
        {
            if (_token is not null && time.GetUtcNow() < _renewAt) return Task.FromResult(new TokenAnswer(_token, null));
            return _asking ??= Task.Run(() => AskAsync(ask));
        }
    }

    /// <summary>Unless it has been replaced since.</summary>
    public void Drop(ProviderToken token)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_token, token)) _token = null;
        }
    }

    private async Task<TokenAnswer> AskAsync(Func<Task<TokenAnswer>> ask)
    {
        try
        {
            var answer = await ask();
            lock (_lock) return Keep(answer);
        }
        finally
        {
            lock (_lock) _asking = null;
        }
    }

    private TokenAnswer Keep(TokenAnswer answer)
    {
        var now = time.GetUtcNow();
        // It could not be renewed in time, but it is still good.
        if (answer.Token is not { } fresh) return _token is not null && now < _endsAt ? new(_token, null) : answer;
        _token = fresh;
        _endsAt = now + fresh.Lifetime;
        _renewAt = _endsAt - (fresh.Lifetime < Early * 2 ? fresh.Lifetime / 2 : Early);
        return answer;
    }
}
