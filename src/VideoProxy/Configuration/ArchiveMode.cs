namespace VideoProxy.Configuration;

/// <summary>Whether videos are kept by the gateway itself.</summary>
internal enum ArchiveMode
{
    /// <summary>Those that come inside a reply; everything else streams from its provider.</summary>
    Auto,
    Off,
}
