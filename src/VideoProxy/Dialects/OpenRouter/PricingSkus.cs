using System.Globalization;
using VideoProxy.Configuration;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>The prices of a model by the names of what is paid for, in USD as text; of several providers the lowest.</summary>
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
