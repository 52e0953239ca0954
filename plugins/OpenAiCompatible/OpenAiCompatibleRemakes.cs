using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Builds the calls that make a new video from a video of the same service.</summary>
internal static class OpenAiCompatibleRemakes
{
    public static ProviderCall Call(ProviderJob job, bool alwaysMultipart)
    {
        var source = job.Request.Source!;
        return source.Kind switch
        {
            // A remix is always JSON, because the path names the source and no SDK sends a form for it.
            RemakeKind.Remix => new("POST", $"/videos/{Uri.EscapeDataString(source.UpstreamId)}/remix") { Content = new CallContent.Json(Fields(job)) },
            RemakeKind.Edit => new("POST", "/videos/edits") { Content = WithVideo(Fields(job), source, alwaysMultipart) },
            RemakeKind.Extension => new("POST", "/videos/extensions") { Content = WithVideo(Fields(job), source, alwaysMultipart) },
            var kind => throw new InvalidOperationException($"The OpenAI Videos API has no call for a {kind}."),
        };
    }

    private static JsonObject Fields(ProviderJob job)
    {
        var body = new JsonObject { ["prompt"] = job.Request.Prompt };
        if (job.Request.Seconds is { } added) body["seconds"] = added.ToString(CultureInfo.InvariantCulture);
        return body;
    }

    private static CallContent WithVideo(JsonObject body, VideoSource source, bool alwaysMultipart)
    {
        if (alwaysMultipart)
            return new CallContent.Multipart([.. body.Select(field => new CallPart(field.Key, OpenAiCompatibleWire.TextOf(field.Value))), new CallPart("video[id]", source.UpstreamId)]);
        body["video"] = new JsonObject { ["id"] = source.UpstreamId };
        return new CallContent.Json(body);
    }
}
