using System.Buffers;
using System.Security.Cryptography;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Content;

/// <summary>
/// Reads each video that is base64 inside a reply before its job completes. Every download then knows the length and the hash of
/// the video, and the archive has its file. The video is streamed through one buffer.
/// </summary>
internal sealed partial class InlineContents(
    ProviderClient client, JobStore jobs, JobQueue queue, ContentArchive archive, TimeProvider time, ILogger<InlineContents> logger)
{
    private const int BufferSize = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Reads and measures the video of a completed report, if it is inside the reply. Returns null if that failed and must be retried.</summary>
    public async Task<JobReport?> EnsureAsync(PolledJob polled, JobReport report, CancellationToken cancel)
    {
        if (report.State != ReportedState.Completed || polled.Attempt.ContentSha256 is not null) return report;
        if (report.Content.GetValueOrDefault(JobReport.VideoVariant) is not ContentLocation.Base64Inside location) return report;
        // Reading may take longer than a normal lease, so the lease is extended to keep other nodes from starting too.
        await queue.ExtendAsync(polled.Job.Id, polled.Owner, (time.GetUtcNow() + Lease).ToUnixTimeMilliseconds(), cancel);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await ReadAsync(polled, report, location, either.Token);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or InvalidDataException
            || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Log.Failed(logger, polled.Job.Id, polled.Place, error.Message);
            return null;
        }
    }

    private async Task<JobReport?> ReadAsync(PolledJob polled, JobReport report, ContentLocation.Base64Inside location, CancellationToken cancel)
    {
        var (response, failure) = await client.OpenAsync(polled.Provider, polled.Destination, location.Call, cancel);
        using var opened = response;
        if (opened is not { IsSuccessStatusCode: true })
        {
            Log.Failed(logger, polled.Job.Id, polled.Place, failure ?? $"HTTP {(int)opened!.StatusCode}");
            return null;
        }

        await using var body = await DecodedStream.OpenAsync(opened, cancel);
        using var video = new Base64Reader(body, location.JsonPointer);
        if (!await video.FindAsync(cancel)) throw new InvalidDataException("The reply no longer has a video at the place that the poll reported.");
        var file = archive.Begin(polled.Attempt);
        try
        {
            var measured = await CopyAsync(video, file, polled.Attempt, cancel);
            if (measured.Instead is { } instead) return UsableContent.Without(report, $"the reply has {instead} in place of the video");
            if (measured.IsKept) archive.Keep(file!, polled.Attempt);
            file = null;
            await jobs.StoreMeasurementAsync(polled.Attempt, measured.Length, measured.Hash, cancel);
            return report;
        }
        catch (FormatException)
        {
            return UsableContent.Without(report, "the text in place of the video is not base64");
        }
        finally
        {
            if (file is not null) ContentArchive.Drop(file);
        }
    }

    private async Task<Measured> CopyAsync(Base64Reader video, FileStream? file, Attempt attempt, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var read = await video.FillAsync(buffer, MediaBytes.Enough, cancel);
            if (MediaVerdict.Of("", buffer.AsSpan(0, read), isBeginning: true, new(true, null)).Instead is { } instead) return new(0, "", false, instead);
            var length = 0L;
            for (; read > 0; read = await video.ReadAsync(buffer, cancel))
            {
                hash.AppendData(buffer.AsSpan(0, read));
                length += read;
                if (file is not null && !await archive.TryWriteAsync(file, buffer.AsMemory(0, read), attempt, cancel)) file = null;
            }

            return new(length, Convert.ToHexStringLower(hash.GetHashAndReset()), file is not null, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed record Measured(long Length, string Hash, bool IsKept, string? Instead);

    private static partial class Log
    {
        [LoggerMessage(EventIds.InlineVideoFailed, LogLevel.Warning, "Reading the video of job {JobId} from the reply of {Place} failed and will be retried. Reason: {Reason}")]
        public static partial void Failed(ILogger logger, string jobId, string place, string reason);
    }
}
