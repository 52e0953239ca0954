using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>Replaces media inputs of a request with the same inputs in another form, such as a link with its bytes.</summary>
internal static class RequestMedia
{
    public static VideoRequest Replace(VideoRequest request, IReadOnlyDictionary<MediaInput, MediaInput> forms)
    {
        return request with
        {
            FirstFrame = request.FirstFrame is { } first ? Other(first) : null,
            LastFrame = request.LastFrame is { } last ? Other(last) : null,
            ReferenceImages = [.. request.ReferenceImages.Select(Other)],
            ReferenceVideos = [.. request.ReferenceVideos.Select(Other)],
            ReferenceAudios = [.. request.ReferenceAudios.Select(Other)],
        };

        MediaInput Other(MediaInput input) => forms.GetValueOrDefault(input, input);
    }
}
