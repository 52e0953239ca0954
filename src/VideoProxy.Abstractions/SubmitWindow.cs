namespace VideoProxy.Abstractions;

/// <summary>
/// The time during which a submit with an unknown outcome was on its way. The host adds 5 seconds at both ends, because the clocks
/// of gateway and provider differ.
/// </summary>
/// <param name="From">The earliest time at which the provider can have created the task.</param>
/// <param name="Until">The latest time at which the provider can have created the task.</param>
public sealed record SubmitWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Returns whether a task that was created at this time can belong to the submit. Both ends are included.</summary>
    /// <param name="moment">The time at which the provider created the task.</param>
    public bool Contains(DateTimeOffset moment) => moment >= From && moment <= Until;
}
