using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Writes one model of the list. Required members are always present, with null if there is no value.</summary>
internal static class ModelWriter
{
    /// <summary>Returns the name of a resolution as OpenRouter spells it, such as <c>2K</c>.</summary>
    public static string Spell(string resolution) => resolution.EndsWith('k') ? resolution.ToUpperInvariant() : resolution;

    /// <param name="json">The writer that receives the model.</param>
    /// <param name="models">The model's entry in each provider file that offers it.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ModelConfig> models)
    {
        var offerings = models.Select(model => model.Offering).ToList();
        var sizes = offerings.SelectMany(offering => offering.Sizes).Distinct().ToList();
        json.WriteStartObject();
        json.WriteString("id", offerings[0].Model);
        json.WriteString("canonical_slug", models.SelectMany(model => model.Aliases).FirstOrDefault(alias => alias.Contains('/', StringComparison.Ordinal)) ?? offerings[0].Model);
        json.WriteString("name", models[0].Name);
        json.WriteNumber("created", CreatedOf(models));
        WriteTexts(json, "supported_resolutions", sizes.Select(size => Spell(FrameSizes.ResolutionOf(size))));
        WriteTexts(json, "supported_aspect_ratios", sizes.Select(FrameSizes.AspectRatioOf));
        WriteTexts(json, "supported_sizes", sizes);
        json.WriteStartArray("supported_durations");
        foreach (var seconds in offerings.SelectMany(offering => offering.Seconds).Distinct().Order()) json.WriteNumberValue(seconds);
        json.WriteEndArray();
        WriteTexts(json, "supported_frame_images", FramesOf(offerings));
        json.WriteBoolean("generate_audio", offerings.Exists(offering => offering.Audio != AudioSupport.Never));
        json.WriteBoolean("seed", offerings.Exists(offering => offering.Seed));
        json.WriteNull("creativity");
        json.WriteNull("upscale_factor");
        json.WriteStartObject("pricing_skus");
        foreach (var (sku, usd) in PricingSkus.Of(models)) json.WriteString(sku, usd);
        json.WriteEndObject();
        WriteTexts(json, "allowed_passthrough_parameters", offerings.SelectMany(offering => offering.Passthrough.Keys));
        json.WriteEndObject();
    }

    private static long CreatedOf(IReadOnlyList<ModelConfig> models) =>
        models.Min(model => model.Created) is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds() : 0;

    private static IEnumerable<string> FramesOf(List<Offering> offerings)
    {
        if (offerings.Exists(offering => offering.Inputs.FirstFrame)) yield return "first_frame";
        if (offerings.Exists(offering => offering.Inputs.LastFrame)) yield return "last_frame";
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts.Distinct()) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

/// <summary>Lists the prices of a model by SKU, in USD as strings. If several providers offer the same SKU, the lowest price is listed.</summary>
internal static class PricingSkus
{
    public static IEnumerable<(string Sku, string Usd)> Of(IEnumerable<ModelConfig> models) => models
        .SelectMany(Skus)
        .GroupBy(price => price.Sku)
        .Select(prices => (prices.Key, prices.Min(price => price.Usd).ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<(string Sku, decimal Usd)> Skus(ModelConfig model)
    {
        foreach (var (resolution, price) in model.Prices)
        {
            foreach (var (seconds, usd) in price.PerVideo ?? new Dictionary<int, decimal>())
                yield return (string.Create(CultureInfo.InvariantCulture, $"per-video-{resolution}-{seconds}s"), usd);
            if ((price.Audio ?? price.Silent) is { } full) yield return ($"per-video-second-{resolution}", full);
            if (price is { Audio: { } audio, Silent: { } silent } && audio != silent) yield return ($"per-video-second-{resolution}-without-audio", silent);
        }

        if (model.PerImage is { } image) yield return ("per-image", image);
    }
}
