namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>What can become of a video at a provider, as a client of the gateway sees it.</summary>
internal enum Flow
{
    Completed,
    Failed,

    /// <summary>Held back while or after it was made.</summary>
    Filtered,

    /// <summary>Held back before it was accepted.</summary>
    PromptRefused,
    RateLimited,
    KeyRefused,

    /// <summary>The key is refused while the video is being made, and put right.</summary>
    KeyRefusedLater,

    /// <summary>The first link to the video has died.</summary>
    LinkRenewed,
}
