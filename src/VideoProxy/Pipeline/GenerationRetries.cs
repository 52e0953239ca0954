using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Has videos that failed while they were made made elsewhere, where the failed provider's file says <c>retryGeneration</c>. A
/// retry is a submit with all that belongs to one: committed before it is sent, sent once, looked up when its outcome is unknown.
/// </summary>
internal sealed partial class GenerationRetries(
    RetryQueue queue, RetryCandidates choice, JobFactory factory, InlineMedia media, BodyBudget budget, Submitter submitter, RetrySender sender,
    OutcomeStore outcomes, JobResults results, TimeProvider time, ILogger<GenerationRetries> logger) : BackgroundService
{
    // A provider that hangs holds a few of them for a submit's time at most.
    private const int MaxConcurrency = 8;

    /// <summary>On a stop it waits for the submits that are on the wire.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency };
        await Parallel.ForEachAsync(queue.ReadAllAsync(stoppingToken), options, async (failed, _) => await RunAsync(failed, stoppingToken))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(FailedGeneration failed, CancellationToken cancel)
    {
        try
        {
            if (!await MoveAsync(failed, cancel)) LogEnd(failed, await results.FinishAsync(failed.Ending, failed.Polled.Attempt, null, cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping: the lease is released with the node.
        }
        catch (Exception error)
        {
            // Whatever was not committed is undone by the end of the lease: the job is polled again and comes back here.
            Log.Failed(logger, failed.Polled.Job.Id, error.GetType().Name);
        }
    }

    /// <summary>False: nobody else can make it.</summary>
    private async Task<bool> MoveAsync(FailedGeneration failed, CancellationToken cancel)
    {
        using var share = new BodyShare(budget);
        var fetched = new FetchedMedia();
        var rest = new Queue<Candidate>(await choice.FindAsync(failed.Polled.Job, cancel));
        while (rest.TryDequeue(out var candidate))
        {
            if (await PrepareAsync(candidate) is not { } ready) continue;
            // Null: it was canceled, or another node moved it.
            if (await factory.TryNextAsync(failed.Polled.Job, failed.Polled.Attempt, failed.Fault, ready) is not { } moved) return true;
            Log.Moved(logger, moved.Job.Id, failed.Polled.Place, failed.Ending.ErrorCode, ready.Place);
            var outcome = await submitter.RunAsync(moved.Job, moved.Submission, new SubmitRoute([.. rest], sender.SendAsync, PrepareAsync));
            if (outcome.Refusals.Count > 0) await FailAsync(failed, outcome);
            return true;
        }

        return false;

        async Task<Candidate?> PrepareAsync(Candidate other) => (await media.PrepareAsync(fetched, share, other, CancellationToken.None)).Ready;
    }

    /// <summary>The client is told why its video failed first, not who would not make it after that.</summary>
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
        [LoggerMessage(EventIds.GenerationMoved, LogLevel.Information, "Job {JobId} failed at {From} ({Code}) and is made at {To} instead.")]
        public static partial void Moved(ILogger logger, string jobId, string from, string? code, string to);

        [LoggerMessage(EventIds.JobFinished, LogLevel.Information, "Job {JobId} failed at {Place} ({Code}), and nobody else makes it.")]
        public static partial void Ended(ILogger logger, string jobId, string place, string? code);

        [LoggerMessage(EventIds.GenerationNotMoved, LogLevel.Error, "Job {JobId} could not be moved to another provider ({Error}); it is asked for again.")]
        public static partial void Failed(ILogger logger, string jobId, string error);
    }
}
