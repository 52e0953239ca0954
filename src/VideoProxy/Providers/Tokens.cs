using System.Runtime.CompilerServices;
using VideoProxy.Abstractions;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>Caches access tokens (<see cref="IRequestTokens"/>) in memory: requests them at the first use and renews them before they expire.</summary>
internal sealed class Tokens(ProviderHttp http, Alarms alarms, TimeProvider time)
{
    // Keyed by identity. An edit of the file creates new destinations, so tokens of the old credentials are dropped with the old ones.
    private readonly ConditionalWeakTable<ProviderDestination, HeldToken> _held = [];

    public async Task<Access> ForAsync(LoadedProvider provider, ProviderDestination destination, CancellationToken cancel)
    {
        if (provider.Translator is not IRequestTokens requester) return new(destination);
        var held = _held.GetOrAdd(destination, _ => new HeldToken(time));
        // Not canceled with the caller, because others wait for the same answer.
        var answer = await held.GetAsync(() => AskAsync(provider, requester, destination)).WaitAsync(cancel);
        return answer.Token is not { } token ? new(destination, Fault: answer.Fault) : new(With(destination, token), token);
    }

    /// <summary>Drops a token after a 401. Returns false if the calls need no token, because a repeated call would fail again.</summary>
    public bool Drop(ProviderDestination destination, Access used)
    {
        if (used.Token is null) return false;
        if (_held.TryGetValue(destination, out var held)) held.Drop(used.Token);
        return true;
    }

    private static ProviderDestination With(ProviderDestination destination, ProviderToken token) =>
        destination with { Credentials = new Dictionary<string, string>(destination.Credentials) { [IRequestTokens.TokenName] = token.Value } };

    private async Task<TokenAnswer> AskAsync(LoadedProvider provider, IRequestTokens requester, ProviderDestination destination)
    {
        var place = DestinationHealth.Place(provider.Id, destination.Name);
        var (token, fault) = await AskAsync(place, requester, destination);
        if (token is not null) alarms.Clear(place + " token");
        else if (fault is { Kind: FaultKind.Authentication }) alarms.Raise(place + " token", $"{fault.Message} The jobs of this destination wait. Correct its credentials in {Path.GetFileName(provider.Config.File)} or in the environment.");
        return new(token, fault);
    }

    private async Task<TokenAnswer> AskAsync(string place, IRequestTokens requester, ProviderDestination destination)
    {
        TokenAnswer Failed(FaultKind kind, string why) => new(null, new ProviderFault(kind, $"The gateway could not sign in to its provider: {why}."));
        try
        {
            if (requester.RequestToken(destination, time.GetUtcNow()) is not { } call) return new(null, null);
            if (await NativeRequest.BuildTokenRequestAsync(destination, call) is not { } request)
                return Failed(FaultKind.Authentication, "the token request names an address that the destination does not have");
            // Has its own circuit breaker, because tokens usually come from another host.
            var answer = await http.SendAsync(place + "/token", request, CancellationToken.None);
            if (answer.Reply is not { } reply) return Failed(FaultKind.Unavailable, answer.Failure!);
            if (reply.Status is >= 500 or 429) return Failed(FaultKind.Unavailable, $"HTTP {reply.Status}");
            return requester.ReadToken(reply) is { } token ? new(token, null) : Failed(FaultKind.Authentication, $"HTTP {reply.Status} without a token");
        }
        catch (ProviderSettingsException unusable)
        {
            return Failed(FaultKind.Authentication, unusable.Message.TrimEnd('.'));
        }
    }
}

/// <summary>The token of one destination. Concurrent callers wait for the same token request.</summary>
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

    /// <summary>Drops the token unless it has been replaced in the meantime.</summary>
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
        // The renewal failed, but the current token is still valid.
        if (answer.Token is not { } fresh) return _token is not null && now < _endsAt ? new(_token, null) : answer;
        _token = fresh;
        _endsAt = now + fresh.Lifetime;
        _renewAt = _endsAt - (fresh.Lifetime < Early * 2 ? fresh.Lifetime / 2 : Early);
        return answer;
    }
}

/// <summary>A token, or the fault that prevented it. Both are null if no token is needed.</summary>
internal sealed record TokenAnswer(ProviderToken? Token, ProviderFault? Fault);

/// <summary>A destination with the token that its calls need, or the fault that prevented it.</summary>
internal sealed record Access(ProviderDestination Destination, ProviderToken? Token = null, ProviderFault? Fault = null);
