using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Timeout;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>
/// Sends the calls that may be repeated (polls, uploads). A submit never comes through here: it goes through YARP, once.
/// Each address of a destination has its own breaker, so that a dead one is asked rarely.
/// </summary>
internal sealed class ProviderClient(HttpClient http, ResiliencePipelineRegistry<string> pipelines)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    public async Task<ProviderAnswer> SendAsync(LoadedProvider provider, ProviderDestination destination, ProviderCall call, CancellationToken cancel)
    {
        var request = await NativeRequest.BuildAsync(provider.Translator, destination, call);
        if (request is null) return new(null, $"the call names an address that destination '{destination.Name}' does not have");
        try
        {
            var pipeline = pipelines.GetOrAddPipeline($"{provider.Id}/{destination.Name}/{call.Address}", Configure);
            return await pipeline.ExecuteAsync(async token => await SendOnceAsync(request, token), cancel);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException)
        {
            return new(null, error is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known
                ? known.HttpRequestError.ToString()
                : error.GetType().Name);
        }
    }

    private async Task<ProviderAnswer> SendOnceAsync(NativeRequest request, CancellationToken cancel)
    {
        using var message = request.ToMessage();
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
        var reply = await ReplyReader.ReadAsync(response, cancel);
        return reply is null ? new(null, $"the reply is longer than {ReplyReader.MaxBody} bytes") : new(reply, null);
    }

    private static void Configure(ResiliencePipelineBuilder builder) => builder
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<TimeoutRejectedException>(),
            MinimumThroughput = 10,
            BreakDuration = TimeSpan.FromSeconds(5),
        })
        .AddTimeout(CallTimeout);
}
