namespace VideoProxy.Abstractions;

/// <summary>Whether a model's videos have sound.</summary>
public enum AudioSupport
{
    /// <summary>The client chooses.</summary>
    Optional,

    /// <summary>Always with sound.</summary>
    Always,

    /// <summary>Always silent.</summary>
    Never,
}
