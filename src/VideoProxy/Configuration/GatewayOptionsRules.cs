namespace VideoProxy.Configuration;

/// <summary>The bounds of the gateway's own options.</summary>
internal static class GatewayOptionsRules
{
    public static void Check(GatewayOptions options, FileFaults faults)
    {
        void Positive(string path, TimeSpan value)
        {
            if (value <= TimeSpan.Zero) faults.Add(1, $"VideoProxy.{path}", $"must be above zero, not {value}");
        }

        Positive("Tracker.MinInterval", options.Tracker.MinInterval);
        Positive("Tracker.MaxInterval", options.Tracker.MaxInterval);
        Positive("Tracker.Deadline", options.Tracker.Deadline);
        Positive("Tracker.SubmitTimeout", options.Tracker.SubmitTimeout);
        Positive("Tracker.UnknownGrace", options.Tracker.UnknownGrace);
        Positive("Callbacks.FirstDelay", options.Callbacks.FirstDelay);
        Positive("Callbacks.MaxDelay", options.Callbacks.MaxDelay);
        Positive("Callbacks.Timeout", options.Callbacks.Timeout);
        Positive("Content.LinkLifetime", options.Content.LinkLifetime);
        Positive("Content.IdleTimeout", options.Content.IdleTimeout);
        // Refused rather than ignored: an operator who asks for it would believe that nobody can overspend.
        if (options.Accounts.Credits == CreditsMode.Enforced)
            faults.Add(1, "VideoProxy.Accounts.Credits", "Enforced is not available in this version; only Off is");
        if (options.Callbacks.Attempts is < 1 or > 1000)
            faults.Add(1, "VideoProxy.Callbacks.Attempts", $"must be 1 to 1000, not {options.Callbacks.Attempts}");
        if (options.Requests.MaxBody is < 1024 or > 1L << 30)
            faults.Add(1, "VideoProxy.Requests.MaxBody", $"must be 1024 to {1L << 30} bytes, not {options.Requests.MaxBody}");
        if (options.PublicUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
            faults.Add(1, "VideoProxy.PublicUrl", $"must be an absolute http or https URL, not '{url}'");
    }
}
