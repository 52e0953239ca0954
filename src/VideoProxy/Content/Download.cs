using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>A request feature: where the bytes of this download come from, and what the transforms found there.</summary>
internal sealed class Download(string fileName, InlinePart? inline)
{
    private NativeRequest? _source;

    public NativeRequest Source => _source ?? throw new InvalidOperationException("The download has not begun.");
    public string FileName { get; } = fileName;

    /// <summary>Set where the bytes are inside the reply.</summary>
    public InlinePart? Inline { get; } = inline;

    /// <summary>The provider's status; 0 while none has come.</summary>
    public int Status { get; set; }

    /// <summary>Where a redirect points.</summary>
    public Uri? Redirect { get; set; }

    public void Begin(NativeRequest source) => (_source, Status, Redirect) = (source, 0, null);
}
