namespace VideoProxy.Abstractions;

/// <summary>When a submit whose outcome is unknown was on its way, widened by what clocks may differ.</summary>
/// <param name="From">No task of it was made before.</param>
/// <param name="Until">No task of it was made after.</param>
public sealed record SubmitWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether a task made at this moment may be the submit's.</summary>
    public bool Contains(DateTimeOffset moment) => moment >= From && moment <= Until;
}
