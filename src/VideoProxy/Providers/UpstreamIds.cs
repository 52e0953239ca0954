namespace VideoProxy.Providers;

/// <summary>A provider's own ids of tasks: they are written by somebody else, and become a part of the paths that we call.</summary>
internal static class UpstreamIds
{
    private const int Longest = 512;

    public static bool IsUsable(string? id) => WhyNot(id) is null;

    /// <summary>Null when it is one.</summary>
    public static string? WhyNot(string? id)
    {
        if (string.IsNullOrEmpty(id)) return "it is empty";
        if (id.Length > Longest) return $"it has {id.Length} characters, and none has more than {Longest}";
        if (id.Any(char.IsControl)) return "it holds control characters";
        return id.Split('/', '\\').Any(part => part is "." or "..") ? "its dots would lead to another path" : null;
    }
}
