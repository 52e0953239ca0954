namespace VideoProxy.Providers;

/// <summary>Checks task ids from providers. They are untrusted, and become part of the paths that the gateway calls.</summary>
internal static class UpstreamIds
{
    private const int Longest = 512;

    public static bool IsUsable(string? id) => WhyNot(id) is null;

    /// <summary>Returns null if the id is valid, or else the reason why not.</summary>
    public static string? WhyNot(string? id)
    {
        if (string.IsNullOrEmpty(id)) return "it is empty";
        if (id.Length > Longest) return $"it has {id.Length} characters, and may have at most {Longest}";
        if (id.Any(char.IsControl)) return "it holds control characters";
        return id.Split('/', '\\').Any(part => part is "." or "..") ? "its dots would change the path" : null;
    }
}
