using VideoProxy.Abstractions;
using VideoProxy.Configuration;

namespace VideoProxy.Catalog;

/// <summary>Computes the price of a video in USD from the provider file's price table.</summary>
internal static class Prices
{
    public static decimal Estimate(ModelConfig model, VideoOutput output, int images)
    {
        var video = model.Prices.TryGetValue(output.Resolution, out var price) ? Video(price, output) : 0m;
        return decimal.Round(video + (images * (model.PerImage ?? 0m)), 6);
    }

    private static decimal Video(PriceConfig price, VideoOutput output)
    {
        if (price.PerVideo is { } clips) return clips.GetValueOrDefault(output.Seconds);
        var perSecond = output.Audio ? price.Audio ?? price.Silent : price.Silent ?? price.Audio;
        return output.Seconds * (perSecond ?? 0m);
    }
}
