namespace VideoProxy.Abstractions;

/// <summary>
/// The measured properties of a finished video, as the provider reports them. Only operators see these properties. The client's charge
/// depends only on the price in the provider file. A member is null when the provider does not report its value. A value outside the
/// range of its member becomes null.
/// </summary>
public sealed record Delivered
{
    private const double MaxSeconds = 86_400;
    private const int MaxPixels = 65_536;
    private const decimal MaxCost = 1_000_000;

    /// <summary>The length in seconds: above 0, at most 86,400 (one day).</summary>
    public double? Seconds { get; init => field = value is > 0 and <= MaxSeconds ? value : null; }

    /// <summary>The frame width in pixels: 1 to 65,536.</summary>
    public int? Width { get; init => field = value is > 0 and <= MaxPixels ? value : null; }

    /// <summary>The frame height in pixels: 1 to 65,536.</summary>
    public int? Height { get; init => field = value is > 0 and <= MaxPixels ? value : null; }

    /// <summary>The amount that the provider charges the gateway's account, in USD: 0 to 1,000,000.</summary>
    public decimal? Cost { get; init => field = value is >= 0 and <= MaxCost ? value : null; }
}
