using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>A request feature: where the bytes of this download come from, and what the transforms found there.</summary>
internal sealed class Download(NativeRequest source, string fileName)
{
    public NativeRequest Source { get; set; } = source;
    public string FileName { get; } = fileName;

    /// <summary>The provider's status; 0 while none has come.</summary>
    public int Status { get; set; }

    /// <summary>Where a redirect points.</summary>
    public Uri? Redirect { get; set; }
}
