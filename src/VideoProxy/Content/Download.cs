using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>A request feature: where the bytes of this download come from, and what the transforms found there.</summary>
internal sealed class Download(string fileName)
{
    private NativeRequest? _source;

    public NativeRequest Source
    {
        get => _source ?? throw new InvalidOperationException("The download has no source yet.");
        set => _source = value;
    }

    public string FileName { get; } = fileName;

    /// <summary>The provider's status; 0 while none has come.</summary>
    public int Status { get; set; }

    /// <summary>Where a redirect points.</summary>
    public Uri? Redirect { get; set; }
}
