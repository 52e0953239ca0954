using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Reads an operation from the reply of <c>fetchPredictOperation</c>. Vertex AI reports only whether an operation is done, but neither a queue nor progress.</summary>
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
            null => JobReport.WithoutStatus("the body is not an operation"),
            _ => JobReport.Unreadable("the body is not an operation"),
        };
    }

    /// <summary>Reads the metadata of a video that was found in the bucket.</summary>
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
                // The credentials may open other buckets too, so a reply must not choose which bucket they are used for.
                return place.Bucket == Bucket(job)
                    ? Completed(new ContentLocation.Bytes(place.Download(job.Destination)))
                    : JobReport.Unreadable("the video is not in the attempt's bucket");
            }

            var pointer = $"/response/videos/{index}/{Bytes}";
            if (Text(videos[index], Bytes) is not null || reply.CutStrings.Contains(pointer))
                return Completed(new ContentLocation.Base64Inside(poll, pointer, Text(videos[index], "mimeType") ?? Mp4));
        }

        // Vertex AI leaves filtered videos out of a reply that otherwise looks like a success. If the reply reports no filter, the
        // host fails the job as no_video.
        return GoogleVertexFaults.OfFilter(reply) is { } filtered ? JobReport.Failed(filtered) : new JobReport(ReportedState.Completed);
    }

    private static string? Bucket(ProviderJob job) => (string?)job.Note?["bucket"] ?? GoogleVertexSettings.Of(job.Destination).Output?.Bucket;

    private static JobReport Completed(ContentLocation video) => new(ReportedState.Completed)
    {
        Content = new Dictionary<string, ContentLocation> { [JobReport.VideoVariant] = video },
    };

    // The name of an operation contains either the project's id or the project's number, so only the last part is compared.
    private static string IdOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
