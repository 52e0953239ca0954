using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>Sora's shipped file against its simulator, which is strict about what remixes, edits and extensions take.</summary>
public sealed class RemakeSandboxTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly GatewayProcess _gateway = shared.Bed.Gateway;

    [Fact]
    public async Task Video_is_remixed_edited_and_extended()
    {
        var source = await CompletedAsync(await PostAsync("", new() { ["model"] = "sora-2", ["prompt"] = "A boat", ["seconds"] = 4 }));
        var id = (string)source["id"]!;

        var remix = await CompletedAsync(await PostAsync($"/{id}/remix", new() { ["prompt"] = "At night" }));
        var edit = await CompletedAsync(await PostAsync("/edits", new() { ["prompt"] = "In red", ["video"] = new JsonObject { ["id"] = id } }));
        var extension = await CompletedAsync(await PostAsync("/extensions", new() { ["prompt"] = "It lands", ["seconds"] = "8", ["video"] = new JsonObject { ["id"] = id } }));

        Facts(remix).ShouldBe(("sora-2", "4", 0.4m, id));
        Facts(edit).ShouldBe(("sora-2", "4", 0.4m, null));
        Facts(extension).ShouldBe(("sora-2", "12", 0.8m, null));
        (await _gateway.Client.GetByteArrayAsync($"/v1/videos/{extension["id"]}/content")).Length.ShouldBeGreaterThan(1000);
    }

    private static (string?, string?, decimal, string?) Facts(JsonNode video) =>
        ((string?)video["model"], (string?)video["seconds"], (decimal)video["usage"]!["cost"]!, (string?)video["remixed_from_video_id"]);

    private Task<HttpResponseMessage> PostAsync(string path, JsonObject body)
    {
        var content = JsonContent.Create(body, new MediaTypeHeaderValue("application/json"));
        return _gateway.Client.PostAsync("/v1/videos" + path, content);
    }

    private async Task<JsonNode> CompletedAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return await _gateway.CompletedAsync((string)JsonNode.Parse(text)!["id"]!);
    }
}
