using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Content;

/// <summary>Removes old files of the archive. A file never outlives its job, because it is removed after the shorter of the two times.</summary>
internal sealed class ContentRetention(RetentionOptions options) : IRetainedData
{
    private const int Batch = 100;

    public string Name => "archived videos";

    public Task<int> RemoveBatchAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var folder = new DirectoryInfo(ContentArchive.Folder);
        if (Age is not { } age || !folder.Exists) return Task.FromResult(0);
        var old = folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < now - age).Take(Batch).ToList();
        foreach (var file in old) file.Delete();
        return Task.FromResult(old.Count);
    }

    private TimeSpan? Age => options is { Content: { } content, Jobs: { } jobs } ? (content < jobs ? content : jobs) : options.Content ?? options.Jobs;
}
