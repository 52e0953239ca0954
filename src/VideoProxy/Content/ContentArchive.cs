using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Content;

/// <summary>
/// Stores videos that are base64 inside a provider's reply as files beside the database, because each download would otherwise
/// fetch the whole reply again. If this node has no file, the video is read from the provider.
/// </summary>
internal sealed partial class ContentArchive(ContentOptions options, TimeProvider time, ILogger<ContentArchive> logger)
{
    private const string Unfinished = ".part";

    // Much longer than any video takes to read.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    public static readonly string Folder = Path.Combine("data", "content");
    private int _swept;

    /// <summary>Returns the path of the stored video, or null if this node has not stored it.</summary>
    public string? Find(Attempt attempt)
    {
        var file = new FileInfo(PathOf(attempt));
        return options.Archive == ArchiveMode.Auto && file.Exists && file.Length == attempt.ContentLength ? file.FullName : null;
    }

    /// <summary>Creates a temporary file that <see cref="Keep"/> later moves into place. Returns null if the archive is off or cannot be written.</summary>
    public FileStream? Begin(Attempt attempt)
    {
        if (options.Archive == ArchiveMode.Off) return null;
        try
        {
            SweepOnce();
            // The name is unique, because two nodes or two tries may write at the same time.
            return new FileStream($"{PathOf(attempt)}.{Guid.NewGuid():N}{Unfinished}", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, attempt.JobId, error.Message);
            return null;
        }
    }

    /// <summary>Writes a piece. If that fails, for example because the disk is full, deletes the file and returns false.</summary>
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

    /// <summary>Deletes the stored video of a job that its client deleted.</summary>
    public void Delete(Job job)
    {
        try
        {
            File.Delete(Path.Combine(Folder, job.AttemptId));
        }
        catch (DirectoryNotFoundException)
        {
            // The archive folder does not exist, so no video was stored.
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
            // The buffered rest does not fit on the disk. The file is deleted anyway.
        }

        File.Delete(file.Name);
    }

    /// <summary>Creates the folder and, once per process, deletes temporary files that a killed process left behind.</summary>
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
        [LoggerMessage(EventIds.ArchiveFailed, LogLevel.Warning, "Archiving the video of job {JobId} failed. Each download reads it from its provider. Reason: {Reason}")]
        public static partial void Failed(ILogger logger, string jobId, string reason);

        [LoggerMessage(EventIds.ArchiveFailed, LogLevel.Warning, "Job {JobId} was deleted, but deleting its file in the archive failed. Delete the file by hand. Reason: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string jobId, string reason);
    }
}
