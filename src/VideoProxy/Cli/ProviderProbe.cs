using VideoProxy.Abstractions;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Cli;

/// <summary><c>check --probe</c>: calls the cheapest read of each destination with its key, through the client that polls use.</summary>
internal sealed class ProviderProbe(ProviderClient client, Tokens tokens)
{
    /// <summary>Returns the results by provider id.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<ProbeResult>>> RunAsync(IReadOnlyList<LoadedProvider> providers, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System).AddSingleton<Alarms>().AddSingleton<ProviderProbe>();
        services.AddProviders();
        await using var built = services.BuildServiceProvider();
        var probe = built.GetRequiredService<ProviderProbe>();
        var results = await Task.WhenAll(providers.Select(provider => probe.RunAsync(provider, cancel)));
        return providers.Zip(results).ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    private async Task<IReadOnlyList<ProbeResult>> RunAsync(LoadedProvider provider, CancellationToken cancel) =>
        await Task.WhenAll(provider.Config.Destinations.Select(destination => RunAsync(provider, destination, cancel)));

    private async Task<ProbeResult> RunAsync(LoadedProvider provider, ProviderDestination destination, CancellationToken cancel)
    {
        try
        {
            var access = await tokens.ForAsync(provider, destination, cancel);
            if (access.Fault is { } fault) return new(destination.Name, fault.Kind == FaultKind.Authentication ? "key_refused" : "no_answer", null, fault.Message);
            if (provider.Translator is IProbe prober && prober.Probe(destination) is { } call)
                return Read(destination, prober, await client.SendAsync(provider, destination, call, cancel));
            return access.Token is null
                ? new(destination.Name, "not_tried", null, "not tried, because this provider documents no cheap read that needs the key")
                : new(destination.Name, "token_only", null, "the credentials gave a token, but the address was not tried because this provider documents no cheap read");
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            // Plugin code may throw anything, and its message could contain the key.
            return new(destination.Name, "unclear", null, $"plugin '{provider.Config.Plugin}' threw {thrown.GetType().Name}; correct the plugin");
        }
    }

    private static ProbeResult Read(ProviderDestination destination, IProbe prober, ProviderAnswer answer)
    {
        if (answer.Reply is not { } reply) return new(destination.Name, "no_answer", null, $"the address does not answer: {answer.Failure}");
        var (verdict, message) = reply.Status >= 500 ? ("unclear", "the address answers with a server error, which says nothing about the key") : prober.ReadProbe(reply)?.Kind switch
        {
            null => ("works", "address and key work"),
            FaultKind.Authentication or FaultKind.Permission => ("key_refused", "the address answers and refuses the key"),
            FaultKind.RateLimited => ("unclear", "the address answers that it is rate limited, so the key could not be checked"),
            FaultKind.InsufficientQuota => ("unclear", "the address answers that the account's quota is used up"),
            _ => ("unclear", "the address answers, but not as this provider documents, so the key could not be checked"),
        };
        return new(destination.Name, verdict, reply.Status, $"{message} (HTTP {reply.Status})");
    }
}

/// <summary>The result of probing one destination. It holds none of the provider's text, because some providers repeat the key that they refuse.</summary>
/// <param name="Verdict"><c>works</c>, <c>key_refused</c>, <c>unclear</c>, <c>no_answer</c>, <c>token_only</c> or <c>not_tried</c>.</param>
/// <param name="Status">The HTTP status of the answer, or null if there was none.</param>
/// <param name="Message">The verdict as a sentence.</param>
internal sealed record ProbeResult(string Destination, string Verdict, int? Status, string Message)
{
    public bool IsFailure => Verdict is "key_refused" or "unclear" or "no_answer";
}
