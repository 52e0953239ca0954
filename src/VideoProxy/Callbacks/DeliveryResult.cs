namespace VideoProxy.Callbacks;

/// <summary>How a receiver answered, or why it did not.</summary>
internal sealed record DeliveryResult(int? Status, string? Error, string? Reply, TimeSpan? RetryAfter)
{
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>410: the receiver never wants to hear of it again.</summary>
    public bool IsFinal => Status == StatusCodes.Status410Gone;
}
