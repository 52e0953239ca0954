using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Creates one job at a gateway.</summary>
internal static class SampleJob
{
    /// <summary>Creates a job and returns its path.</summary>
    /// <param name="gatewayUrl">The gateway.</param>
    /// <param name="receiverUrl">Where the gateway posts the job's end. Null requests no callback.</param>
    public static async Task<string> CreateAsync(string gatewayUrl, string? receiverUrl = null)
    {
        var body = new JsonObject { ["model"] = "seedance-2-0", ["prompt"] = "A paper boat in the rain", ["seconds"] = 5 };
        if (receiverUrl is not null) (body["callback_url"], body["callback_secret"]) = (receiverUrl + "/events", "whsec_of_the_benchmark");
        using var client = Client(gatewayUrl);
        using var created = await client.PostAsync("/v1/videos", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        return "/v1/videos/" + (string)JsonNode.Parse(await created.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>Creates a job and waits until it has completed. Returns the path of the job and the body of the last GET.</summary>
    public static async Task<(string Path, byte[] Status)> FinishAsync(string gatewayUrl, string? receiverUrl = null)
    {
        var path = await CreateAsync(gatewayUrl, receiverUrl);
        using var client = Client(gatewayUrl);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 200; tries++)
        {
            await timer.WaitForNextTickAsync();
            var status = await client.GetByteArrayAsync(path);
            if ((string?)JsonNode.Parse(status)!["status"] == "completed") return (path, status);
        }

        throw new InvalidOperationException("The sample job did not complete within 20 seconds.");
    }

    private static HttpClient Client(string gatewayUrl)
    {
        var client = new HttpClient { BaseAddress = new Uri(gatewayUrl) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Wrk.Key);
        return client;
    }
}
