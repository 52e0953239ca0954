using System.Reflection;
using System.Text.Json.Nodes;
using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Configuration;

public sealed class ShippedFilesTests
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    [Fact]
    public void Shipped_provider_files_have_no_fault()
    {
        var files = CheckedProviderFiles.Read(Config, name => name == "GOOGLE_APPLICATION_CREDENTIALS" ? null : "https://example.com");
        files.Faults.ShouldBeEmpty();
        var names = Directory.EnumerateFiles(Path.Combine(Config, "providers"), "*.json").Select(Path.GetFileNameWithoutExtension);
        files.Snapshot!.Providers.Select(p => p.Id).ShouldBe(names!, ignoreOrder: true);
    }

    [Theory]
    [InlineData("seedance-2-0", "1280x720", true, 5, 0.756)]
    [InlineData("seedance-2-0", "1920x1080", false, 10, 3.402)]
    [InlineData("seedance-2-0-fast", "1280x720", true, 5, 0.605)]
    [InlineData("seedance-2-0-fast", "1080x1920", true, 10, 2.722)]
    [InlineData("seedance-1-5-pro", "1280x720", false, 5, 0.1296)]
    [InlineData("seedance-1-5-pro", "1920x1080", true, 5, 0.583)]
    [InlineData("seedance-2-5", "1280x720", true, 30, 6.93)]
    [InlineData("seedance-2-0-mini", "864x496", false, 4, 0.16)]
    [InlineData("veo-3.1-generate-preview", "3840x2160", true, 8, 4.80)]
    [InlineData("veo-3.1-fast-generate-preview", "1920x1080", true, 8, 1.20)]
    [InlineData("veo-3.1-lite-generate-preview", "1280x720", true, 8, 0.15)]
    [InlineData("veo-3.1-lite-generate-preview", "1920x1080", true, 8, 0.64, "google-vertex")]
    [InlineData("veo-3.1-lite-generate-preview", "720x1280", false, 4, 0.12, "google-vertex")]
    [InlineData("minimax-hailuo-2.3", "1280x720", false, 6, 0.28)]
    [InlineData("minimax-hailuo-2.3", "1920x1080", false, 6, 0.4902)]
    [InlineData("minimax/hailuo-2.3-fast", "1366x768", false, 10, 0.32)]
    [InlineData("minimax-h3", "2560x1440", true, 5, 0.65)]
    [InlineData("minimax-h3-max", "854x480", true, 5, 0.25)]
    [InlineData("veo-3.1-generate-preview", "1920x1080", true, 8, 3.20)]
    [InlineData("veo-3.1-generate-preview", "2160x3840", false, 8, 4.80)]
    [InlineData("veo-3.1-fast-generate-preview", "1920x1080", true, 4, 0.60)]
    [InlineData("veo-3.1-fast-generate-preview", "3840x2160", true, 8, 2.80)]
    [InlineData("google/veo-3.1-fast", "720x1280", false, 6, 0.90)]
    [InlineData("gemini-omni-1.1-flash", "1280x720", true, 10, 1.0136)]
    [InlineData("sora-2", "1280x720", true, 4, 0.40)]
    [InlineData("sora-2-pro", "1792x1024", true, 4, 2.00)]
    public void Shipped_prices_give_the_documented_cost(string model, string size, bool audio, int seconds, double usd, string? provider = null)
    {
        var config = CheckedProviderFiles.Read(Config, name => name == "GOOGLE_APPLICATION_CREDENTIALS" ? null : "https://example.com").Snapshot!.Providers
            .Where(p => provider is null || p.Id == provider).SelectMany(p => p.Models).First(m => m.Offering.Model == model && m.Offering.Sizes.Contains(size));
        var output = new VideoProxy.Abstractions.VideoOutput(seconds, size, FrameSizes.ResolutionOf(size), "16:9", audio);
        VideoProxy.Catalog.Prices.Estimate(config, output, images: 0).ShouldBe((decimal)usd);
    }

    [Fact]
    public void Provider_schema_knows_exactly_the_keys_that_the_readers_know()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Config, "provider.schema.json")))!;
        Names(schema).ShouldBe(Keys(typeof(ProviderFileReader)), ignoreOrder: true);
        var operations = schema["properties"]!["operations"]!;
        Names(operations).ShouldBe(["submit", "poll", "cancel", "content", "probe"], ignoreOrder: true);
        Names(schema["properties"]!["models"]!["items"]!).ShouldBe(Keys(typeof(ModelReader)), ignoreOrder: true);
    }

    [Fact]
    public void Gateway_schema_knows_exactly_the_options_that_are_bound()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Config, "gateway.schema.json")))!["properties"]!["VideoProxy"]!;
        foreach (var section in typeof(GatewayOptions).GetProperties())
        {
            Names(schema).ShouldContain(section.Name);
            if (section.PropertyType.Namespace != typeof(GatewayOptions).Namespace) continue;
            Names(schema["properties"]![section.Name]!).ShouldBe(section.PropertyType.GetProperties().Select(p => p.Name), ignoreOrder: true);
        }
    }

    private static IEnumerable<string> Names(JsonNode schema) => schema["properties"]!.AsObject().Select(p => p.Key);

    private static string[] Keys(Type reader) => (string[])reader.GetField("Keys", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
