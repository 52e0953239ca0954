using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

/// <summary>Callers that announce one of OpenAI's SDKs know four states.</summary>
public sealed class FourWordsTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(bed =>
    {
        var provider = ConfigFolder.SecondProvider("second", "soon-over", bed.Upstream.BaseUrl);
        provider["models"]![0]!["deadline"] = "00:00:01";
        bed.Config.WriteProvider("second", provider.ToJsonString());
    });

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Canceled_and_expired_are_failed_for_an_sdk_in_create_retrieve_and_list()
    {
        var canceled = await CreateAsync("canceled", "seedance-2-0");
        using var cancel = await AsSdkAsync(HttpMethod.Post, $"/v1/videos/{canceled}/cancel");
        ((string?)(await JsonOf(cancel))["status"]).ShouldBe("canceled");
        var expired = await CreateAsync("expired", "soon-over");
        await Until.TrueAsync(async () => (string?)(await _bed.Gateway.RetrieveAsync(expired))["status"] == "expired", "the deadline");

        foreach (var (id, model, code) in (IEnumerable<(string, string, string)>)[(canceled, "seedance-2-0", "canceled"), (expired, "soon-over", "expired")])
        {
            using var retrieved = await AsSdkAsync(HttpMethod.Get, $"/v1/videos/{id}");
            ShouldBeFailed(await JsonOf(retrieved), code);
            using var created = await PostAsSdkAsync(code, model);
            created.Headers.GetValues("idempotent-replayed").ShouldBe(["true"]);
            ShouldBeFailed(await JsonOf(created), code);
            ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe(code);
        }

        using var listed = await AsSdkAsync(HttpMethod.Get, "/v1/videos");
        var list = (await JsonOf(listed))["data"]!.AsArray();
        ShouldBeFailed(list[0]!, "expired");
        ShouldBeFailed(list[1]!, "canceled");
    }

    private async Task<string> CreateAsync(string key, string model)
    {
        using var created = await PostAsSdkAsync(key, model);
        return (string)(await JsonOf(created))["id"]!;
    }

    /// <summary>The same prompt for the same key: a repetition must be one.</summary>
    private Task<HttpResponseMessage> PostAsSdkAsync(string key, string model)
    {
        var prompt = $"{key} {Prompts.Marker}";
        _bed.Upstream.Script(prompt).StaysRunning = true;
        return AsSdkAsync(HttpMethod.Post, "/v1/videos", new StringContent(GatewayCalls.Body(prompt, model: model).ToJsonString(), null, "application/json"), key);
    }

    private Task<HttpResponseMessage> AsSdkAsync(HttpMethod method, string path, HttpContent? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("X-Stainless-Lang", "python");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return _bed.Gateway.Client.SendAsync(request);
    }

    private static async Task<JsonNode> JsonOf(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    private static void ShouldBeFailed(JsonNode job, string code) =>
        ((string?)job["status"], (string?)job["error"]?["code"]).ShouldBe(("failed", code), job.ToJsonString());
}
