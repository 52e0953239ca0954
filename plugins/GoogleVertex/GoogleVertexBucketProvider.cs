using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>
/// With a bucket each attempt has a folder of its own, whose name nobody else knows: a submit without an answer is found by
/// its video there, once that is finished. The operations themselves cannot be listed.
/// </summary>
internal sealed class GoogleVertexBucketProvider(CloudObject output) : GoogleVertexProvider, IFindJobs
{
    public ProviderCall? Find(ProviderJob job, SubmitWindow window) =>
        (GoogleVertexSettings.Of(job.Destination).Output ?? output).Of(job.AttemptId).List(job.Destination);

    public IReadOnlyList<FoundJob>? ReadFind(ProviderJob job, SubmitWindow window, ProviderReply reply)
    {
        if (!reply.IsSuccess || reply.Json is null) return null;
        if (reply.Find("items") is not { } items) return [];
        if (items.ValueKind != JsonValueKind.Array) return null;
        // Whatever lies there is the attempt's own, so several objects are still one task: the first video stands for it.
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
