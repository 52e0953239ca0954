using Microsoft.AspNetCore.Http.Features;
using VideoProxy.Providers;
using AskedRange = Microsoft.Net.Http.Headers.RangeItemHeaderValue;

namespace VideoProxy.Content;

/// <summary>A request feature that holds the source of a download and what the transforms made of its reply.</summary>
internal sealed class Download(string fileName, bool isVideo, InlinePart? inline) : IHttpRequestBodyDetectionFeature
{
    private NativeRequest? _source;

    public NativeRequest Source => _source ?? throw new InvalidOperationException("The download has no source yet. Call Begin first.");
    public string FileName { get; } = fileName;

    public WantedMedia Wanted => new(isVideo, isVideo ? MediaVerdict.TypeOfPath(Source.Url.AbsolutePath) : null);

    /// <summary>Whether the call to the source has a body. A body that the client sent must not reach the provider.</summary>
    public bool CanHaveBody => Source.Body is not null;

    /// <summary>Set if the bytes are base64 inside the reply.</summary>
    public InlinePart? Inline { get; } = inline;

    /// <summary>The provider's status, or 0 before its reply.</summary>
    public int Status { get; set; }

    /// <summary>The target of a redirect.</summary>
    public Uri? Redirect { get; private set; }

    /// <summary>The range that the provider was asked for.</summary>
    public AskedRange? SentRange { get; set; }

    /// <summary>Whether the provider is asked for the whole video without conditions, because its first reply did not fit the request.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>Whether the reply did not fit the request, so that the video must be asked for once more as a whole.</summary>
    public bool IsMisfit { get; private set; }

    /// <summary>What came in place of the video.</summary>
    public string? Instead { get; private set; }

    /// <summary>Whether the client has its answer.</summary>
    public bool IsAnswered { get; private set; }

    public void Begin(NativeRequest source, bool isPlain = false)
    {
        (_source, IsPlain) = (source, isPlain);
        (Status, Redirect, SentRange, IsMisfit, Instead, IsAnswered) = (0, null, null, false, null, false);
    }

    public void Answer() => IsAnswered = true;

    /// <summary>Records that the reply broke off before the client was answered.</summary>
    public void Break() => (Status, IsAnswered) = (0, false);

    public void Miss(string instead) => Instead = instead;

    /// <summary>Records a reply that is neither the whole video nor the range that the provider was asked for.</summary>
    public void Misfit()
    {
        if (IsPlain) Miss($"a reply with HTTP {Status} that does not fit the request");
        else IsMisfit = true;
    }

    /// <summary>Records the target of a redirect, if the reply is one.</summary>
    public void Follow(Uri? location)
    {
        if (Status is 301 or 302 or 303 or 307 or 308 && location is not null && Uri.TryCreate(Source.Url, location, out var target)) Redirect = target;
    }
}
