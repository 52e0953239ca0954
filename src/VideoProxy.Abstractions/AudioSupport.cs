namespace VideoProxy.Abstractions;

/// <summary>The rule for sound in a model's videos.</summary>
public enum AudioSupport
{
    /// <summary>The client chooses between sound and silence.</summary>
    Optional,

    /// <summary>Every video has sound. The host refuses a request for silence.</summary>
    Always,

    /// <summary>Every video is silent. The host refuses a request for sound.</summary>
    Never,
}
