using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Sandbox.Http;

/// <summary>Posts notifications about tasks to the URLs that their requests named. A failed notification is not retried.</summary>
internal sealed class Announcer(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);
    private readonly HttpClient _http = new() { Timeout = AnswerTimeout };
    private readonly CancellationTokenSource _end = new();

    public void At(DateTimeOffset moment, string? url, Func<JsonObject> body)
    {
        if (url is not null)
        {
            _ = WaitAndPostAsync(moment, url, body);
        }
    }

    /// <summary>Posts a body and returns the JSON object of the answer. Returns null when the receiver fails or does not answer in time.</summary>
    public async Task<JsonObject?> PostAsync(string url, JsonObject body)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync(url, body, _end.Token);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonObject>(_end.Token) : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException or ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _http.Dispose();
    }

    private async Task WaitAndPostAsync(DateTimeOffset moment, string url, Func<JsonObject> body)
    {
        var wait = moment - time.GetUtcNow();
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_end.IsCancellationRequested)
        {
            await PostAsync(url, body());
        }
    }
}
