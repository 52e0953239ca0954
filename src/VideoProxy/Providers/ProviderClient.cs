using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Sends the calls that may be repeated, such as polls and uploads. A submit never uses this client, because it goes through YARP exactly once.</summary>
internal sealed class ProviderClient(ProviderHttp http, Tokens tokens)
{
    public async Task<ProviderAnswer> SendAsync(LoadedProvider provider, ProviderDestination destination, ProviderCall call, CancellationToken cancel)
    {
        var (prepared, failure) = await PrepareAsync(provider, destination, call, cancel);
        if (prepared is null) return new(null, failure);
        var answer = await http.SendAsync(Place(provider, destination, call), prepared.Request, cancel);
        // A token may be revoked early, so the call is repeated once with a fresh one.
        if (answer.Reply?.Status != 401 || !tokens.Drop(destination, prepared.Access)) return answer;
        (prepared, failure) = await PrepareAsync(provider, destination, call, cancel);
        return prepared is null ? new(null, failure) : await http.SendAsync(Place(provider, destination, call), prepared.Request, cancel);
    }

    /// <summary>Used for replies that are too large to buffer. See <see cref="ProviderHttp.OpenAsync"/>.</summary>
    public async Task<(HttpResponseMessage? Response, string? Failure)> OpenAsync(
        LoadedProvider provider, ProviderDestination destination, ProviderCall call, CancellationToken cancel)
    {
        var (prepared, failure) = await PrepareAsync(provider, destination, call, cancel);
        return prepared is null ? (null, failure) : await http.OpenAsync(Place(provider, destination, call), prepared.Request, cancel);
    }

    private async Task<(PreparedCall? Call, string? Failure)> PrepareAsync(
        LoadedProvider provider, ProviderDestination destination, ProviderCall call, CancellationToken cancel)
    {
        var access = await tokens.ForAsync(provider, destination, cancel);
        if (access.Fault is { } fault) return (null, fault.Message);
        var request = await NativeRequest.BuildAsync(provider.Translator, access.Destination, call);
        return request is null
            ? (null, $"the call names an address that destination '{destination.Name}' does not have")
            : (new PreparedCall(access, request), null);
    }

    /// <summary>Returns the name of the circuit breaker. Each address of a destination has its own, because one can be down alone.</summary>
    private static string Place(LoadedProvider provider, ProviderDestination destination, ProviderCall call) =>
        $"{DestinationHealth.Place(provider.Id, destination.Name)}/{call.Address}";
}

/// <summary>A call that is ready to send, and the credentials that it carries.</summary>
internal sealed record PreparedCall(Access Access, NativeRequest Request);

/// <summary>A reply, or the reason why there is none.</summary>
internal sealed record ProviderAnswer(ProviderReply? Reply, string? Failure);
