using System.Runtime.CompilerServices;
using VideoProxy.Abstractions;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>Credentials that live for a while (<see cref="IRequestTokens"/>): asked for when first needed, kept in memory, renewed in time.</summary>
internal sealed class Tokens(ProviderHttp http, Alarms alarms, TimeProvider time)
{
    // By identity: an edit of the file makes new destinations, and what the old credentials brought goes with the old ones.
    private readonly ConditionalWeakTable<ProviderDestination, HeldToken> _held = [];

    public async Task<Access> ForAsync(LoadedProvider provider, ProviderDestination destination, CancellationToken cancel)
    {
        if (provider.Translator is not IRequestTokens requester) return new(destination);
        var held = _held.GetOrAdd(destination, _ => new HeldToken(time));
        // Not under the caller's token: others wait for the same answer.
        var answer = await held.GetAsync(() => AskAsync(provider, requester, destination)).WaitAsync(cancel);
        return answer.Token is not { } token ? new(destination, Fault: answer.Fault) : new(With(destination, token), token);
    }

    /// <summary>After a 401; false when the calls need no token, so that asking again would change nothing.</summary>
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
        else if (fault is { Kind: FaultKind.Authentication }) alarms.Raise(place + " token", $"{fault.Message} Its jobs wait. Put its credentials right in {Path.GetFileName(provider.Config.File)} or the environment.");
        return new(token, fault);
    }

    private async Task<TokenAnswer> AskAsync(string place, IRequestTokens requester, ProviderDestination destination)
    {
        TokenAnswer Failed(FaultKind kind, string why) => new(null, new ProviderFault(kind, $"No access token could be had for {place}: {why}."));
        try
        {
            if (requester.RequestToken(destination, time.GetUtcNow()) is not { } call) return new(null, null);
            if (await NativeRequest.BuildTokenRequestAsync(destination, call) is not { } request)
                return Failed(FaultKind.Authentication, "its request names an address that the destination does not have");
            // A breaker of its own: the token's host is seldom the provider's.
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
