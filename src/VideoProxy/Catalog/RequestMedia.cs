using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>The media inputs of a request, one by one.</summary>
internal static class RequestMedia
{
    public static IEnumerable<(string Param, MediaKind Kind, MediaInput Input)> All(VideoRequest request)
    {
        if (request.FirstFrame is { } first) yield return ("image", MediaKind.Image, first);
        if (request.LastFrame is { } last) yield return ("last_frame", MediaKind.Image, last);
        foreach (var input in request.ReferenceImages) yield return ("reference_images", MediaKind.Image, input);
        foreach (var input in request.ReferenceVideos) yield return ("reference_videos", MediaKind.Video, input);
        foreach (var input in request.ReferenceAudios) yield return ("reference_audios", MediaKind.Audio, input);
    }

    /// <summary>The same request with some of its inputs in another form.</summary>
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
