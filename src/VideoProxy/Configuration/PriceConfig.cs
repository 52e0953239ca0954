namespace VideoProxy.Configuration;

/// <summary>USD for each output second with and without sound, or USD for a whole video by its seconds.</summary>
internal sealed record PriceConfig(decimal? Audio, decimal? Silent, IReadOnlyDictionary<int, decimal>? PerVideo);
