namespace VideoProxy.Providers;

/// <summary>A provider's own ids of tasks: they are written by somebody else, and become a part of the paths that we call.</summary>
internal static class UpstreamIds
{
    private const int Longest = 512;

    /// <summary>Dots alone between slashes would lead to another path of the same service.</summary>
    public static bool IsUsable(string? id) =>
        id is { Length: > 0 and <= Longest } && !id.Any(char.IsControl) && !id.Split('/', '\\').Any(part => part is "." or "..");
}
