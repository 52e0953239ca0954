using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>
/// What <c>GET /v1/models</c> lists is what can be made: of every model, at every provider that has it, a video of a text and
/// one of a first frame.
/// </summary>
public sealed class EveryModelTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly GatewayProcess _gateway = shared.Bed.Gateway;

    [Fact]
    public async Task Video_of_every_model_completes_and_downloads()
    {
        var offerings = await OfferingsAsync();
        offerings.Select(offering => offering.Provider).Distinct().Order().ShouldBe(ShippedProviders().Order());

        var failures = (await Task.WhenAll(offerings.SelectMany(offering => Bodies(offering).Select(body => (offering.Provider, body))).Select(TryAsync))).OfType<string>();

        failures.ShouldBeEmpty();
    }

    private async Task<List<(string Provider, string Model, JsonNode Table)>> OfferingsAsync()
    {
        var models = JsonNode.Parse(await _gateway.Client.GetStringAsync("/v1/models"))!["data"]!.AsArray();
        return [.. models.SelectMany(model => model!["providers"]!.AsArray(), (model, table) => ((string)table!["id"]!, (string)model!["id"]!, table))];
    }

    private static IEnumerable<string> ShippedProviders() =>
        Directory.GetFiles(Path.Combine(Repository.ConfigFolder, "providers"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    private static IEnumerable<JsonObject> Bodies((string Provider, string Model, JsonNode Table) offering)
    {
        yield return Body(offering);
        if (!(bool)offering.Table["inputs"]!["firstFrame"]!) yield break;
        var framed = Body(offering);
        framed["image"] = Images.PngUrl;
        yield return framed;
    }

    private static JsonObject Body((string Provider, string Model, JsonNode Table) offering) => new()
    {
        ["model"] = $"{offering.Provider}/{offering.Model}", ["prompt"] = Prompts.New(),
        ["seconds"] = (int)offering.Table["seconds"]![0]!, ["size"] = (string)offering.Table["sizes"]![0]!,
    };

    /// <summary>What went wrong, with the model; null when the video came.</summary>
    private async Task<string?> TryAsync((string Provider, JsonObject Body) order)
    {
        var (provider, body) = order;
        var name = $"{body["model"]}{(body.ContainsKey("image") ? " with a first frame" : "")}";
        using var created = await _gateway.PostAsync(body.ToJsonString());
        var answer = JsonNode.Parse(await created.Content.ReadAsStringAsync())!;
        if (!created.IsSuccessStatusCode) return $"{name}: {answer.ToJsonString()}";

        var id = (string)answer["id"]!;
        var job = await Until.FoundAsync(async () => await _gateway.RetrieveAsync(id) is var now && (string?)now["status"] is not ("queued" or "in_progress") ? now : null, $"the end of {name}", Patience);
        if (((string?)job["status"], (string?)job["provider"]) != ("completed", provider)) return $"{name}: {job.ToJsonString()}";

        using var content = await _gateway.ContentAsync(id);
        var bytes = await content.Content.ReadAsByteArrayAsync();
        var isVideo = content.Content.Headers.ContentType?.MediaType == "video/mp4" && bytes.Length > 1000 && bytes.AsSpan(4, 4).SequenceEqual("ftyp"u8);
        return isVideo ? null : $"{name}: {(int)content.StatusCode} {content.Content.Headers.ContentType}, {bytes.Length} bytes, {Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, 100))}";
    }
}
