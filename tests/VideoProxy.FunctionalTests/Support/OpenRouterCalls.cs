using System.Text;
using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>The calls of the openrouter dialect, as a client without an SDK makes them.</summary>
internal static class OpenRouterCalls
{
    public const string Videos = "/api/v1/videos";

    public static JsonObject Body(string prompt, string model = "seedance-2-0") => new() { ["model"] = model, ["prompt"] = prompt, ["duration"] = 5 };

    public static Task<HttpResponseMessage> PostToAsync(this GatewayProcess gateway, string path, JsonNode body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return gateway.Client.SendAsync(request);
    }

    /// <summary>The answer to a create that must be taken.</summary>
    public static async Task<JsonNode> GenerateAsync(this GatewayProcess gateway, JsonObject body)
    {
        using var response = await gateway.PostToAsync(Videos, body);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(202, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> GenerationAsync(this GatewayProcess gateway, string id) => JsonNode.Parse(await gateway.Client.GetStringAsync($"{Videos}/{id}"))!;

    public static Task<JsonNode> GenerationInAsync(this GatewayProcess gateway, string id, string status) => Until.FoundAsync(
        async () => await gateway.GenerationAsync(id) is var job && (string?)job["status"] == status ? job : null, $"{id} {status}");

    /// <summary>Checks the envelope and hands back its message.</summary>
    public static async Task<string> ShouldBeOpenRouterErrorAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("x-request-id").Single().ShouldNotBeNullOrEmpty();
        var error = JsonNode.Parse(text)!.AsObject().ShouldHaveSingleItem().Value!.AsObject();
        error.Select(member => member.Key).ShouldBe(["code", "message"]);
        error["code"]!.ToJsonString().ShouldBe(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return (string)error["message"]!;
    }
}
