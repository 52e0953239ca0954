using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Retries failed generations on other offerings, if the failed provider's file sets <c>retryGeneration</c>. A retry follows the
/// rules of every submit: it is committed before it is sent, it is sent once, and an unknown outcome is looked up.
/// </summary>
internal sealed partial class GenerationRetries(
    RetryQueue queue, RetryCandidates choice, JobFactory factory, InlineMedia media, BodyBudget budget, Submitter submitter, RetrySender sender,
    OutcomeStore outcomes, JobResults results, TimeProvider time, ILogger<GenerationRetries> logger) : BackgroundService
{
    // A provider that hangs can block these slots only for the duration of the submit timeout.
    private const int MaxConcurrency = 8;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    /// <summary>Runs the retries until the host stops. On shutdown it waits for the submits in flight.</summary>
    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency };
        await Parallel.ForEachAsync(queue.ReadAllAsync(stoppingToken), options, async (failed, _) => await RunAsync(failed, stoppingToken));
    }

    private async Task RunAsync(FailedGeneration failed, CancellationToken cancel)
    {
        try
        {
            if (!await MoveAsync(failed, cancel)) LogEnd(failed, await results.FinishAsync(failed.Ending, failed.Polled.Attempt, null, cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The host is stopping, and the node releases the lease of the job.
        }
        catch (Exception error)
        {
            // If nothing was committed, the tracker gives the lease back, the job is polled again and returns to this queue.
            Log.Failed(logger, failed.Polled.Job.Id, error.GetType().Name);
            queue.ReportLoss();
        }
        finally
        {
            queue.Done(failed);
        }
    }

    /// <summary>Submits the video to the next candidate. Returns false if no candidate is left.</summary>
    private async Task<bool> MoveAsync(FailedGeneration failed, CancellationToken cancel)
    {
        using var share = new BodyShare(budget);
        var fetched = new FetchedMedia();
        var rest = new Queue<Candidate>(await choice.FindAsync(failed.Polled.Job, cancel));
        while (rest.TryDequeue(out var candidate))
        {
            if (await PrepareAsync(candidate) is not { } ready) continue;
            // Null means that the job was canceled, or that another node has already moved it.
            if (await factory.TryNextAsync(failed.Polled.Job, failed.Polled.Attempt, failed.Fault, ready) is not { } moved) return true;
            Log.Moved(logger, moved.Job.Id, failed.Polled.Place, failed.Ending.ErrorCode, ready.Place);
            var outcome = await submitter.RunAsync(moved.Job, moved.Submission, new SubmitRoute([.. rest], sender.SendAsync, PrepareAsync));
            if (outcome.Refusals.Count > 0) await FailAsync(failed, outcome);
            return true;
        }

        return false;

        async Task<Candidate?> PrepareAsync(Candidate other) => (await media.PrepareAsync(fetched, share, other, CancellationToken.None)).Ready;
    }

    /// <summary>Fails the job with its first failure. The client is not shown the refusals of the retries.</summary>
    private async Task FailAsync(FailedGeneration failed, SubmitOutcome outcome)
    {
        var ending = failed.Ending with { Now = time.GetUtcNow().ToUnixTimeMilliseconds() };
        LogEnd(failed, await outcomes.StoreWithRetryAsync(ending.JobId, null, null, () =>
            results.FailAsync(ending, outcome.Last.Attempt, outcome.Refusals[^1], CancellationToken.None)));
    }

    private void LogEnd(FailedGeneration failed, Job? ended)
    {
        if (ended is { Status: not JobStatus.Canceled }) Log.Ended(logger, ended.Id, failed.Polled.Place, ended.ErrorCode);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.GenerationMoved, LogLevel.Information, "Generation failed for job {JobId} at {From} ({Code}). The job was moved to {To}.")]
        public static partial void Moved(ILogger logger, string jobId, string from, string? code, string to);

        [LoggerMessage(EventIds.JobFinished, LogLevel.Information, "Generation failed for job {JobId} at {Place} ({Code}). No other provider accepted it.")]
        public static partial void Ended(ILogger logger, string jobId, string place, string? code);

        [LoggerMessage(EventIds.GenerationNotMoved, LogLevel.Error, "Job {JobId} could not be moved to another provider ({Error}). It will be polled again.")]
        public static partial void Failed(ILogger logger, string jobId, string error);
    }
}
