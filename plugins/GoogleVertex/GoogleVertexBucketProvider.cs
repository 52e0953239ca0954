using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>
/// A provider that stores videos in a bucket. Each attempt has its own folder with an unguessable name. If the outcome of a
/// submit is unknown, a finished video in that folder shows that Vertex AI accepted it. Vertex AI cannot list operations.
/// </summary>
internal sealed class GoogleVertexBucketProvider(CloudObject output) : GoogleVertexProvider, IFindJobs
{
    public ProviderCall? Find(ProviderJob job, SubmitWindow window) =>
        (GoogleVertexSettings.Of(job.Destination).Output ?? output).FolderOf(job.AttemptId).List(job.Destination);

    public IReadOnlyList<FoundJob>? ReadFind(ProviderJob job, SubmitWindow window, ProviderReply reply)
    {
        if (!reply.IsSuccess || reply.Json is null) return null;
        if (reply.Find("items") is not { } items) return [];
        if (items.ValueKind != JsonValueKind.Array) return null;
        // The folder belongs to one attempt, so several videos still mean one task. The first video by name represents it.
        var video = items.EnumerateArray().Select(Video).OfType<FoundJob>().OrderBy(found => found.UpstreamId, StringComparer.Ordinal).FirstOrDefault();
        return video is null ? [] : [video];
    }

    private static FoundJob? Video(JsonElement item) =>
        Text(item, "name") is { } name && name.EndsWith(".mp4", StringComparison.Ordinal) && Text(item, "bucket") is { } bucket
        && DateTimeOffset.TryParse(Text(item, "timeCreated"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
        && new CloudObject(bucket, name).ToString() is var uri && CloudObject.Parse(uri) is not null
            ? new FoundJob(uri, created)
            : null;

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
