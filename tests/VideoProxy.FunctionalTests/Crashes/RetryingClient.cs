using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>Makes videos as a careful client does: each create has a key, and is repeated under that key, at the next gateway, until it is answered.</summary>
internal sealed class RetryingClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http = new() { Timeout = Until.Patience };
    private readonly IReadOnlyList<string> _urls;
    private int _next;

    public RetryingClient(params IReadOnlyList<string> urls)
    {
        _urls = urls;
        _http.DefaultRequestHeaders.Authorization = new("Bearer", TestBed.Key);
    }

    /// <summary>The prompt is the key too: one video of each is wanted.</summary>
    public Task<JsonNode> CreateAsync(string prompt, string callback, string model = "seedance-2-0")
    {
        var body = GatewayCalls.Body(prompt, callback, model).ToJsonString();
        return AnswerAsync(() => new HttpRequestMessage(HttpMethod.Post, "/v1/videos")
        {
            Content = new StringContent(body, null, "application/json"), Headers = { { "Idempotency-Key", prompt } },
        });
    }

    /// <summary>The job at its end, or as it is after a moment: a longer wait might never be answered between two kills.</summary>
    public Task<JsonNode> WaitAsync(string id) => AnswerAsync(() => new HttpRequestMessage(HttpMethod.Get, $"/v1/videos/{id}?wait=1"));

    public void Dispose() => _http.Dispose();

    private Task<JsonNode> AnswerAsync(Func<HttpRequestMessage> request) => Until.FoundAsync(() => TryAsync(request()), "an answer", Patience);

    private async Task<JsonNode?> TryAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(_urls[Interlocked.Increment(ref _next) % _urls.Count] + request.RequestUri);
        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.OK) return JsonNode.Parse(text);
            IsWorthRepeating(response).ShouldBeTrue(text);
            return null;
        }
        catch (Exception gone) when (gone is HttpRequestException or SocketException or TaskCanceledException)
        {
            // Nobody there, cut off, or no answer in time.
            return null;
        }
    }

    private static bool IsWorthRepeating(HttpResponseMessage response) =>
        response.StatusCode >= HttpStatusCode.InternalServerError
        || (response.Headers.TryGetValues("x-should-retry", out var advice) && advice.Single() == "true");
}
