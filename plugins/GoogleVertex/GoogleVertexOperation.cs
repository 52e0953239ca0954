using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>An operation as <c>fetchPredictOperation</c> shows it. It has no queue, no progress and no state of its own but done.</summary>
internal static class GoogleVertexOperation
{
    private const string Bytes = "bytesBase64Encoded";
    private const string Mp4 = "video/mp4";

    public static JobReport Read(ProviderJob job, ProviderCall poll, ProviderReply reply)
    {
        if (reply.Status == 404) return JobReport.Failed(GoogleVertexFaults.OfMissing(reply));
        if (!reply.IsSuccess) return JobReport.Unreadable($"HTTP {reply.Status}");
        if (reply.Json is null) return JobReport.Unreadable("the body is not a JSON object");
        var name = reply.FindString("name");
        if (name is not null && IdOf(name) != IdOf(job.UpstreamId!)) return JobReport.Unreadable("the reply is about another operation");
        return reply.Find("done")?.ValueKind switch
        {
            JsonValueKind.True => reply.Find("error") is { } ? JobReport.Failed(GoogleVertexFaults.OfOperation(reply)) : Finished(job, poll, reply),
            JsonValueKind.False => new JobReport(ReportedState.InProgress),
            null when name is not null => new JobReport(ReportedState.InProgress),
            _ => JobReport.Unreadable("the body is no operation"),
        };
    }

    /// <summary>An object that was found in the bucket, by its description.</summary>
    public static JobReport ReadFound(ProviderJob job, CloudObject found, ProviderReply reply) => reply switch
    {
        { Status: 404 } => JobReport.Failed(GoogleVertexFaults.OfMissing(reply)),
        { IsSuccess: true } when reply.FindString("name") == found.Name => Completed(new ContentLocation.Bytes(found.Download(job.Destination))),
        _ => JobReport.Unreadable($"HTTP {reply.Status} does not describe the video"),
    };

    private static JobReport Finished(ProviderJob job, ProviderCall poll, ProviderReply reply)
    {
        var videos = reply.Find("response", "videos") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        for (var index = 0; index < videos.Count; index++)
        {
            if (videos[index].ValueKind != JsonValueKind.Object) continue;
            if (Text(videos[index], "gcsUri") is { } uri && CloudObject.Parse(uri) is { Name.Length: > 0 } place)
            {
                // Our key opens more than this: a reply must not choose what it is used for.
                return place.Bucket == Bucket(job)
                    ? Completed(new ContentLocation.Bytes(place.Download(job.Destination)))
                    : JobReport.Unreadable("the video is in a bucket that is not ours");
            }

            var pointer = $"/response/videos/{index}/{Bytes}";
            if (Text(videos[index], Bytes) is not null || reply.CutStrings.Contains(pointer))
                return Completed(new ContentLocation.Base64Inside(poll, pointer, Text(videos[index], "mimeType") ?? Mp4));
        }

        // Filtered videos are left out of a reply that is a success otherwise. Without a reason the host says no_video.
        return GoogleVertexFaults.OfFilter(reply) is { } filtered ? JobReport.Failed(filtered) : new JobReport(ReportedState.Completed);
    }

    private static string? Bucket(ProviderJob job) => (string?)job.Note?["bucket"] ?? GoogleVertexSettings.Of(job.Destination).Output?.Bucket;

    private static JobReport Completed(ContentLocation video) => new(ReportedState.Completed)
    {
        Content = new Dictionary<string, ContentLocation> { [JobReport.VideoVariant] = video },
    };

    // The same operation is named with the project's id here and with its number there.
    private static string IdOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
