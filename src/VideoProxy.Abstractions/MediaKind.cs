namespace VideoProxy.Abstractions;

/// <summary>The kind of a media input.</summary>
public enum MediaKind
{
    /// <summary>An image: JPEG, PNG, WebP or GIF.</summary>
    Image,

    /// <summary>A video clip.</summary>
    Video,

    /// <summary>An audio clip.</summary>
    Audio,
}
