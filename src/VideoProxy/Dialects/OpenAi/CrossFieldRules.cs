using VideoProxy.Callbacks;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Rules between members of a create, each with the fragment that clients of LLM Gateway know.</summary>
internal static class CrossFieldRules
{
    public static ApiError? Check(CreateRequest request)
    {
        var video = request.Video;
        var frames = video.FirstFrame is not null || video.LastFrame is not null;
        var references = video.ReferenceImages.Count + video.ReferenceVideos.Count + video.ReferenceAudios.Count > 0;

        if (string.IsNullOrEmpty(request.CallbackUrl) != string.IsNullOrEmpty(request.CallbackSecret))
            return ApiErrors.InvalidValue(
                request.CallbackUrl is null ? "callback_url" : "callback_secret",
                "callback_url and callback_secret go together: give both or neither.");
        if (request is { CallbackSecret: { } secret, CallbackSignature: { } signature } && CallbackSigner.KeyOf(signature, secret) is null)
            return ApiErrors.InvalidValue("callback_secret", "callback_secret must be base64, after whsec_ or alone, where callback_signature is standard.");
        if (video.LastFrame is not null && video.FirstFrame is null)
            return ApiErrors.InvalidValue("last_frame", "last_frame needs image, the first frame.");
        if (frames && references)
            return ApiErrors.InvalidValue("image", "Frame inputs (image, last_frame) cannot be combined with reference inputs.");
        if (video.Size is not null && (video.Resolution is not null || video.AspectRatio is not null))
            return ApiErrors.InvalidValue("size", "size says resolution and aspect_ratio in one: give size or the other two.");
        return null;
    }
}
