namespace VideoProxy.Abstractions;

/// <summary>
/// What the provider says that it made, for operators: the charge is the attempt's price whatever stands here. Each member
/// where the provider says it; a value that no video can have is dropped.
/// </summary>
public sealed record Delivered
{
    private const double MostSeconds = 86_400;
    private const int MostPixels = 65_536;
    private const decimal MostCost = 1_000_000;

    /// <summary>The video's length.</summary>
    public double? Seconds { get; init => field = value is > 0 and <= MostSeconds ? value : null; }

    /// <summary>In pixels.</summary>
    public int? Width { get; init => field = value is > 0 and <= MostPixels ? value : null; }

    /// <summary>In pixels.</summary>
    public int? Height { get; init => field = value is > 0 and <= MostPixels ? value : null; }

    /// <summary>What the provider charges us, in USD.</summary>
    public decimal? Cost { get; init => field = value is >= 0 and <= MostCost ? value : null; }
}
