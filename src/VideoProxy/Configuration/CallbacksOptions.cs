namespace VideoProxy.Configuration;

internal sealed record CallbacksOptions
{
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);
    public int Attempts { get; init; } = 15;
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For creates of the openrouter dialect.</summary>
    public DefaultCallbackOptions Default { get; init; } = new();
}
