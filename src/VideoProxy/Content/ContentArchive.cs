using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Content;

/// <summary>
/// Videos that their provider gives only inside a reply, kept as files beside the database: each download would otherwise have
/// the whole reply sent again. A file that is not there, or not on this node, is read from the provider as before.
/// </summary>
internal sealed partial class ContentArchive(ContentOptions options, TimeProvider time, ILogger<ContentArchive> logger)
{
    private const string Unfinished = ".part";

    // Far longer than any video is read for.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    private static readonly string Folder = Path.Combine("data", "content");
    private int _swept;

    /// <summary>Null where it is not kept.</summary>
    public string? Find(Attempt attempt)
    {
        var file = new FileInfo(PathOf(attempt));
        return options.Archive == ArchiveMode.Auto && file.Exists && file.Length == attempt.ContentLength ? file.FullName : null;
    }

    /// <summary>A file to write to, which <see cref="Keep"/> puts in its place; null where nothing is kept or nothing can be written.</summary>
    public FileStream? Begin(Attempt attempt)
    {
        if (options.Archive == ArchiveMode.Off) return null;
        try
        {
            SweepOnce();
            // Of its own name: two nodes, or two tries, may write at the same time.
            return new FileStream($"{PathOf(attempt)}.{Guid.NewGuid():N}{Unfinished}", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, attempt.JobId, error.Message);
            return null;
        }
    }

    /// <summary>Writes a piece; false, and the file is gone, when the disk is full.</summary>
    public async Task<bool> TryWriteAsync(FileStream file, ReadOnlyMemory<byte> piece, Attempt attempt, CancellationToken cancel)
    {
        try
        {
            await file.WriteAsync(piece, cancel);
            return true;
        }
        catch (IOException error)
        {
            Log.Failed(logger, attempt.JobId, error.Message);
            Drop(file);
            return false;
        }
    }

    public void Keep(FileStream file, Attempt attempt)
    {
        try
        {
            file.Dispose();
            File.Move(file.Name, PathOf(attempt), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, attempt.JobId, error.Message);
            Drop(file);
        }
    }

    /// <summary>The video was deleted by its client.</summary>
    public void Delete(Job job)
    {
        try
        {
            File.Delete(Path.Combine(Folder, job.AttemptId));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever kept.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(logger, job.Id, error.Message);
        }
    }

    public static void Drop(FileStream file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // What was still to be written does not fit; it is not wanted any more.
        }

        File.Delete(file.Name);
    }

    /// <summary>What a process that was killed had begun to write is nobody's.</summary>
    private void SweepOnce()
    {
        var folder = Directory.CreateDirectory(Folder);
        if (Interlocked.Exchange(ref _swept, 1) == 1) return;
        var before = time.GetUtcNow() - Abandoned;
        foreach (var file in folder.EnumerateFiles("*" + Unfinished).Where(file => file.LastWriteTimeUtc < before)) file.Delete();
    }

    private static string PathOf(Attempt attempt) => Path.Combine(Folder, attempt.Id);

    private static partial class Log
    {
        [LoggerMessage(EventIds.ArchiveFailed, LogLevel.Warning, "Job {JobId}: its video could not be kept in the archive: {Why} It is read from its provider at each download.")]
        public static partial void Failed(ILogger logger, string jobId, string why);

        [LoggerMessage(EventIds.ArchiveFailed, LogLevel.Warning, "Job {JobId}: its video was deleted, but its file in the archive could not be: {Why} Delete it by hand.")]
        public static partial void NotDeleted(ILogger logger, string jobId, string why);
    }
}
