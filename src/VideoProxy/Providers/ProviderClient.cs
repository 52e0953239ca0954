using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Sends the calls that may be repeated (polls, uploads). A submit never comes through here: it goes through YARP, once.</summary>
internal sealed class ProviderClient(ProviderHttp http, Tokens tokens)
{
    public async Task<ProviderAnswer> SendAsync(LoadedProvider provider, ProviderDestination destination, ProviderCall call, CancellationToken cancel)
    {
        var (prepared, failure) = await PrepareAsync(provider, destination, call, cancel);
        if (prepared is null) return new(null, failure);
        var answer = await http.SendAsync(Place(provider, destination, call), prepared.Request, cancel);
        // A token may end before its time: once more with a fresh one.
        if (answer.Reply?.Status != 401 || !tokens.Drop(destination, prepared.Access)) return answer;
        (prepared, failure) = await PrepareAsync(provider, destination, call, cancel);
        return prepared is null ? new(null, failure) : await http.SendAsync(Place(provider, destination, call), prepared.Request, cancel);
    }

    /// <summary>For replies that are too large to be read into memory: see <see cref="ProviderHttp.OpenAsync"/>.</summary>
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

    /// <summary>Each address of a destination may be dead on its own.</summary>
    private static string Place(LoadedProvider provider, ProviderDestination destination, ProviderCall call) =>
        $"{DestinationHealth.Place(provider.Id, destination.Name)}/{call.Address}";
}

/// <summary>A call ready for the wire, and the credentials it carries.</summary>
internal sealed record PreparedCall(Access Access, NativeRequest Request);

/// <summary>A reply, or why there is none.</summary>
internal sealed record ProviderAnswer(ProviderReply? Reply, string? Failure);
