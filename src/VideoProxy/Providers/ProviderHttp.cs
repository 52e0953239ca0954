using System.Net.Sockets;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Timeout;

namespace VideoProxy.Providers;

/// <summary>Sends calls that may be repeated. Each address has its own circuit breaker, so that a dead one is rarely tried.</summary>
internal sealed class ProviderHttp(HttpClient http, ResiliencePipelineRegistry<string> pipelines, TimeProvider time)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    // A reply may contain a whole video. Both timeouts together are shorter than the lease of a poll.
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(45);

    public async Task<ProviderAnswer> SendAsync(string place, NativeRequest request, CancellationToken cancel)
    {
        var (response, failure) = await OpenAsync(place, request, cancel);
        if (response is null) return new(null, failure);
        using (response)
        {
            return await ReadAsync(response, cancel);
        }
    }

    /// <summary>Returns the reply after its headers, or the reason why there is none. The caller reads the body and disposes the reply.</summary>
    public async Task<(HttpResponseMessage? Response, string? Failure)> OpenAsync(string place, NativeRequest request, CancellationToken cancel)
    {
        try
        {
            return (await pipelines.GetOrAddPipeline(place, Configure).ExecuteAsync(async token => await SendOnceAsync(request, token), cancel), null);
        }
        catch (Exception error) when (error is HttpRequestException or SocketException or TimeoutRejectedException or BrokenCircuitException)
        {
            return (null, Explain(error));
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(NativeRequest request, CancellationToken cancel)
    {
        using var message = request.ToMessage();
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    private async Task<ProviderAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var reply = await ReplyReader.ReadAsync(response, either.Token);
            return reply is null ? new(null, $"the reply is longer than {ReplyReader.MaxBody} bytes") : new(reply, null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(null, Explain(error));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, $"the reply took longer than {BodyTimeout.TotalSeconds} s");
        }
    }

    private static string Explain(Exception error) =>
        error is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? known.HttpRequestError.ToString() : error.GetType().Name;

    private static void Configure(ResiliencePipelineBuilder builder) => builder
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            // A connection that breaks while it is established surfaces as a SocketException.
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<SocketException>().Handle<TimeoutRejectedException>(),
            MinimumThroughput = 10,
            BreakDuration = TimeSpan.FromSeconds(5),
        })
        .AddTimeout(CallTimeout);
}
