namespace VideoProxy.Jobs;

/// <summary>What is known about a submission.</summary>
internal static class AttemptState
{
    /// <summary>Committed before the provider is called; the outcome is not stored yet.</summary>
    public const string Calling = "calling";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>The provider may or may not have taken it: never sent again.</summary>
    public const string Unknown = "unknown";
}
