using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>
/// CodeGateway's table of parameters, which has no prices: each value it lists costs what LLM Gateway's guide says of the same
/// upstream, or the provider's own list where the guide is silent (480p and Hailuo).
/// </summary>
public sealed class GenerateTableTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const string VeoRatios = "16:9 9:16 1:1";
    private const string SeedanceRatios = "16:9 4:3 1:1 3:4 9:16 21:9 9:21";
    private const string SeedanceSeconds = "4 5 6 7 8 9 10 11 12";

    [Theory]
    [InlineData("google/veo-3.1-fast", "google-vertex", VeoRatios, "720p", "4 6 8", 0.15)]
    [InlineData("google/veo-3.1-fast", "google-vertex", VeoRatios, "1080p", "4 6 8", 0.15)]
    [InlineData("bytedance/seedance-2.0", "bytedance", SeedanceRatios, "480p", SeedanceSeconds, 0.0703)]
    [InlineData("bytedance/seedance-2.0", "bytedance", SeedanceRatios, "720p", SeedanceSeconds, 0.1512)]
    [InlineData("bytedance/seedance-2.0", "bytedance", SeedanceRatios, "1080p", SeedanceSeconds, 0.3402)]
    public async Task Row_of_the_parameter_table_is_what_an_estimate_says(string model, string provider, string ratios, string resolution, string seconds, double price)
    {
        foreach (var ratio in ratios.Split(' '))
        foreach (var duration in seconds.Split(' ').Select(int.Parse))
        foreach (var audio in (bool[])[false, true])
        {
            var estimate = await shared.Bed.EstimateAsync(new JsonObject
            {
                ["model"] = model, ["prompt"] = Prompts.New(), ["seconds"] = duration, ["aspect_ratio"] = ratio, ["resolution"] = resolution, ["audio"] = audio,
            });

            ((string?)estimate["provider"], (decimal?)estimate["cost"], (string?)estimate["seconds"], (bool?)estimate["audio"])
                .ShouldBe((provider, (decimal)price * duration, $"{duration}", audio), $"{ratio} {estimate}");
        }
    }

    // Hailuo is sold by the clip.
    [Theory]
    [InlineData("768p", 6, 0.19)]
    [InlineData("768p", 10, 0.32)]
    [InlineData("1080p", 6, 0.33)]
    public async Task Clip_of_hailuo_has_its_price(string resolution, int seconds, double usd)
    {
        var estimate = await shared.Bed.EstimateAsync(new JsonObject
        {
            ["model"] = "minimax/hailuo-2.3-fast", ["prompt"] = Prompts.New(), ["seconds"] = seconds, ["resolution"] = resolution, ["audio"] = false,
        });

        ((string?)estimate["provider"], (decimal?)estimate["cost"]).ShouldBe(("minimax", (decimal)usd));
    }
}
