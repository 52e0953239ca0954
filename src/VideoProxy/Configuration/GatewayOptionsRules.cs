namespace VideoProxy.Configuration;

/// <summary>Checks the bounds of the gateway's own options.</summary>
internal static class GatewayOptionsRules
{
    // A .NET timer cannot run longer than 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestLink = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LongestKept = TimeSpan.FromDays(36500);
    private static readonly string[] Ends = ["completed", "failed", "canceled", "expired"];

    public static void Check(GatewayOptions options, GatewayFaults faults)
    {
        void Span(string key, TimeSpan value, TimeSpan longest)
        {
            if (value <= TimeSpan.Zero || value > longest) faults.Add($"VideoProxy:{key}", $"must be above zero and at most {longest.Days} days, not {value}");
        }

        void Whole(string key, long value, long min, long max)
        {
            if (value < min || value > max) faults.Add($"VideoProxy:{key}", $"must be {min} to {max}, not {value}");
        }

        void Items(string key, IReadOnlyList<string> items, Func<string, bool> isGood, string rule)
        {
            foreach (var (index, item) in items.Index().Where(pair => !isGood(pair.Item)))
                faults.Add($"VideoProxy:{key}:{index}", rule.Replace("{0}", item, StringComparison.Ordinal));
        }

        Span("Tracker:MinInterval", options.Tracker.MinInterval, Longest);
        Span("Tracker:MaxInterval", options.Tracker.MaxInterval, Longest);
        Span("Tracker:Deadline", options.Tracker.Deadline, Longest);
        Span("Tracker:SubmitTimeout", options.Tracker.SubmitTimeout, Longest);
        Span("Tracker:UnknownGrace", options.Tracker.UnknownGrace, Longest);
        Span("Tracker:NotFoundGrace", options.Tracker.NotFoundGrace, Longest);
        Span("Callbacks:FirstDelay", options.Callbacks.FirstDelay, Longest);
        Span("Callbacks:MaxDelay", options.Callbacks.MaxDelay, Longest);
        Span("Callbacks:Timeout", options.Callbacks.Timeout, Longest);
        Span("Content:LinkLifetime", options.Content.LinkLifetime, LongestLink);
        Span("Content:IdleTimeout", options.Content.IdleTimeout, Longest);
        // Refused instead of ignored, because an operator who sets it would believe that nobody can overspend.
        if (options.Accounts.Credits == CreditsMode.Enforced)
            faults.Add("VideoProxy:Accounts:Credits", "Enforced is not available in this version. Only Off is");
        Span("Retention:Jobs", options.Retention.Jobs ?? LongestKept, LongestKept);
        Span("Retention:Deliveries", options.Retention.Deliveries ?? LongestKept, LongestKept);
        Span("Retention:Content", options.Retention.Content ?? LongestKept, LongestKept);
        Whole("Callbacks:Attempts", options.Callbacks.Attempts, 1, 100);
        Whole("Requests:MaxBody", options.Requests.MaxBody, 1024, 1L << 30);
        Whole("Requests:BufferBudget", options.Requests.BufferBudget, 1024, 1L << 40);
        Items("Network:CorsOrigins", options.Network.CorsOrigins, text => text == "*" || GatewayValues.IsOrigin(text),
            "must be an origin as browsers send it, such as https://app.example.com, or * for all origins, not '{0}'. An origin has no path, no slash at its end and no default port");
        Items("Network:TrustedProxies", options.Network.TrustedProxies, text => GatewayValues.NetworkOf(text) is not null, "must be an IP address or a network, such as 10.0.0.1 or 10.0.0.0/8, not '{0}'");
        Items("Callbacks:Default:Events", options.Callbacks.Default.Events, Ends.Contains, $"must be one of {string.Join(", ", Ends)}, not '{{0}}'");
        if (options.Callbacks.Default.PreviousSecret is not null && options.Callbacks.Default.Secret is null)
            faults.Add("VideoProxy:Callbacks:Default:PreviousSecret", "needs Secret, the new secret that is signed with as well");
        if (options.Callbacks.Default.Url is { UserInfo.Length: > 0 }) faults.Add("VideoProxy:Callbacks:Default:Url", "must not hold a user name or password");
        if (options.PublicUrl is { } url && !(GatewayValues.IsUrl(url) && url.AsSpan().IndexOfAny("?#@ ") < 0))
            faults.Add("VideoProxy:PublicUrl", $"must be an absolute http or https URL without user name, query or fragment, not '{url}'");
    }
}
