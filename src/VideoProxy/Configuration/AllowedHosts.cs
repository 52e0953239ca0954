using Microsoft.Extensions.Primitives;

namespace VideoProxy.Configuration;

/// <summary>Reads <c>AllowedHosts</c>, the standard key of ASP.NET Core: host names without ports, separated by semicolons.</summary>
internal static class AllowedHosts
{
    public const string Key = "AllowedHosts";
    private static readonly string[] Any = ["*", "0.0.0.0", "[::]"];

    /// <summary>Returns the patterns for <see cref="HostString.MatchesAny"/>, or null if every host is allowed.</summary>
    public static IList<StringSegment>? Read(IConfiguration configuration)
    {
        var hosts = Split(configuration[Key]);
        // Clients write international names in their ASCII form.
        return hosts.Length == 0 || hosts.Intersect(Any).Any() ? null : [.. hosts.Select(host => new StringSegment(new HostString(host).ToUriComponent()))];
    }

    public static void Check(IConfiguration configuration, GatewayFaults faults)
    {
        if (configuration.GetSection(Key).GetChildren().Any()) faults.Add(Key, "must be one string with host names, separated by semicolons");
        foreach (var host in Split(configuration[Key]).Where(host => !IsHost(host)))
            faults.Add(Key, $"must be host names without scheme, port and path, separated by semicolons, such as videos.example.org;*.example.org, not '{host}'");
    }

    private static string[] Split(string? text) => (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsHost(string text) =>
        text == "*" || Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) != UriHostNameType.Unknown;
}
