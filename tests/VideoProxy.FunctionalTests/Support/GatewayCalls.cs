using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>The calls of the openai dialect, as a client without an SDK makes them.</summary>
internal static class GatewayCalls
{
    private static readonly string[] Terminal = ["completed", "failed", "canceled", "expired"];

    public static JsonObject Body(string prompt, string? callback = null, string model = "seedance-2-0")
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = prompt, ["seconds"] = 5 };
        if (callback is not null) (body["callback_url"], body["callback_secret"]) = (callback, TestBed.Secret);
        return body;
    }

    public static Task<HttpResponseMessage> PostAsync(this GatewayProcess gateway, string json) =>
        gateway.Client.PostAsync("/v1/videos", new StringContent(json, Encoding.UTF8, "application/json"));

    public static async Task<JsonNode> CreateAsync(this GatewayProcess gateway, JsonObject body)
    {
        using var response = await gateway.PostAsync(body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<string> CreateIdAsync(this GatewayProcess gateway, JsonObject body) => (string)(await gateway.CreateAsync(body))["id"]!;

    public static async Task<JsonNode> RetrieveAsync(this GatewayProcess gateway, string id) =>
        JsonNode.Parse(await gateway.Client.GetStringAsync($"/v1/videos/{id}"))!;

    public static Task InProgressAsync(this GatewayProcess gateway, string id) =>
        Until.TrueAsync(async () => (string?)(await gateway.RetrieveAsync(id))["status"] == "in_progress", $"{id} in progress");

    public static Task<JsonNode> FinishedAsync(this GatewayProcess gateway, string id) => Until.FoundAsync(
        async () => await gateway.RetrieveAsync(id) is var job && Terminal.Contains((string?)job["status"]) ? job : null, $"the end of {id}");

    /// <summary>What an operator must put right, by what it is about.</summary>
    public static async Task<JsonObject> AlarmsAsync(this GatewayProcess gateway) =>
        JsonNode.Parse(await gateway.Client.GetStringAsync("/health"))!["alarms"]!.AsObject();

    public static async Task<JsonNode> CompletedAsync(this GatewayProcess gateway, string id)
    {
        var job = await gateway.FinishedAsync(id);
        ((string?)job["status"]).ShouldBe("completed", job.ToJsonString());
        return job;
    }

    public static async Task<HttpResponseMessage> ContentAsync(this GatewayProcess gateway, string id, RangeHeaderValue? range = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/videos/{id}/content");
        request.Headers.Range = range;
        return await gateway.Client.SendAsync(request);
    }

    /// <summary>Checks the envelope and hands back its message.</summary>
    public static async Task<string> ShouldBeErrorAsync(this HttpResponseMessage response, int status, string type, string code, string? param = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("x-request-id").Single().ShouldNotBeNullOrEmpty();
        var error = JsonNode.Parse(text)!["error"]!.AsObject();
        error.Select(member => member.Key).ShouldBe(["message", "type", "param", "code"], ignoreOrder: true);
        ((string?)error["type"]).ShouldBe(type, text);
        ((string?)error["code"]).ShouldBe(code, text);
        ((string?)error["param"]).ShouldBe(param, text);
        return ((string?)error["message"])!;
    }
}
