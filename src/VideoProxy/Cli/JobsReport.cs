using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary>Reads, changes and prints jobs for the <c>jobs</c> commands.</summary>
internal sealed class JobsReport(RowPrinter rows, TextWriter errors, TimeProvider time)
{
    public async Task<int> ListAsync(Database database, string? status, int limit, CancellationToken cancel)
    {
        rows.PrintAll((await new JobLookup(database).ListAsync(status, Math.Clamp(limit, 1, 10_000), cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    public async Task<int> ShowAsync(Database database, string id, CancellationToken cancel)
    {
        var store = Store(database);
        if (await store.ReadAsync(id, cancel) is not { } job) return await NotFoundAsync(id);
        rows.Print(Summary(job), "attempts", (await store.ListAttemptsAsync(id, cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    public async Task<int> UnknownAsync(Database database, CancellationToken cancel)
    {
        rows.PrintAll((await new JobLookup(database).ListUnknownAsync(cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    /// <param name="database">The database that holds the job.</param>
    /// <param name="id">The job.</param>
    /// <param name="upstreamId">The provider's id of the task. Null means that the provider does not have it.</param>
    /// <param name="cancel">Ends the command.</param>
    public async Task<int> ResolveAsync(Database database, string id, string? upstreamId, CancellationToken cancel)
    {
        var store = Store(database);
        if (await store.ReadAsync(id, cancel) is not { } job || await store.FindAttemptAsync(job.AttemptId, cancel) is not { } attempt) return await NotFoundAsync(id);
        if (attempt.State != AttemptState.Unknown)
        {
            await errors.WriteLineAsync($"The outcome of {id} is already known: attempt {attempt.Id} at {attempt.Provider} is {attempt.State}. Nothing was changed.");
            return ExitCodes.Failed;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!await RecordAsync(database, attempt, upstreamId, now, cancel))
        {
            await errors.WriteLineAsync($"Task {upstreamId} of {attempt.Provider} belongs to an attempt of another job. Nothing was changed.");
            return ExitCodes.Failed;
        }

        await new JobLookup(database).WakeAsync(id, now, cancel);
        return await ShowAsync(database, id, cancel);
    }

    private static Task<bool> RecordAsync(Database database, Attempt attempt, string? upstreamId, long now, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        if (upstreamId is null)
            return await JobTransitions.RejectedAsync(db, tx, attempt, new ProviderFault(FaultKind.NotFound, "an operator found that the provider does not have the task"), now) > 0;
        return await JobTransitions.AdoptAsync(db, tx, attempt, new SubmitReport.Accepted(upstreamId), now);
    }, cancel);

    private static JobStore Store(Database database)
    {
        var cache = new JobCache();
        return new JobStore(database, cache, new JobChanges(database, cache, new JobWaiters(TimeProvider.System)), []);
    }

    private async Task<int> NotFoundAsync(string id)
    {
        await errors.WriteLineAsync($"Job {id} does not exist in this database.");
        return ExitCodes.Failed;
    }

    private static object Summary(Job job) => new
    {
        job.Id, job.Status, job.Org, job.Model, job.Provider, Created = RowPrinter.Moment(job.CreatedAt), Ended = RowPrinter.Moment(job.CompletedAt),
        job.ErrorCode, job.ErrorMessage, job.Remake, job.SourceId, Hidden = job.Hidden ? true : (bool?)null, job.Cancellation, HasContent = job.HasContent ? true : (bool?)null,
    };

    private static object Summary(Attempt attempt) => new
    {
        Attempt = attempt.Id, Job = attempt.JobId, attempt.Number, attempt.State, attempt.Provider, attempt.Destination, attempt.UpstreamModel,
        attempt.UpstreamId, Delivered = attempt.Delivered is { } made ? JsonNode.Parse(made) : null, attempt.FaultKind, attempt.FaultMessage, attempt.NativeCode, attempt.ProviderMessage, attempt.Deviation, Created = RowPrinter.Moment(attempt.CreatedAt), Resolved = RowPrinter.Moment(attempt.ResolvedAt),
    };
}
