using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Makes one job at the gateway and waits for its end.</summary>
internal static class FinishedJob
{
    private const string Body = """{"model":"seedance-2-0","prompt":"A paper boat in the rain","seconds":5}""";

    public static async Task<(string Path, byte[] Status)> CreateAsync(string gatewayUrl)
    {
        using var client = new HttpClient { BaseAddress = new Uri(gatewayUrl) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Wrk.Key);
        using var created = await client.PostAsync("/v1/videos", new StringContent(Body, Encoding.UTF8, "application/json"));
        var path = "/v1/videos/" + (string)JsonNode.Parse(await created.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["id"]!;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 200; tries++)
        {
            await timer.WaitForNextTickAsync();
            var status = await client.GetByteArrayAsync(path);
            if ((string?)JsonNode.Parse(status)!["status"] == "completed") return (path, status);
        }

        throw new InvalidOperationException("The job did not complete.");
    }
}
