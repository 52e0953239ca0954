using VideoProxy.Callbacks;
using VideoProxy.Hosting;

namespace VideoProxy.Cli;

/// <summary>What the <c>callbacks</c> commands read, change and print.</summary>
internal sealed class CallbacksReport(CallbackStore callbacks, RowPrinter rows, TextWriter errors, TimeProvider time)
{
    public async Task<int> ListAsync(string? status, int limit, CancellationToken cancel)
    {
        rows.PrintAll((await callbacks.ListAsync(status, Math.Clamp(limit, 1, 10_000), cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    public async Task<int> ShowAsync(string jobId, CancellationToken cancel)
    {
        if (await callbacks.FindOfJobAsync(jobId, cancel) is not { } callback) return await NotFoundAsync($"There is no callback of a job {jobId} in this database.");
        rows.Print(Summary(callback), "tries", (await callbacks.ListDeliveriesAsync(callback.Id, cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    public async Task<int> RedeliverAsync(string id, CancellationToken cancel)
    {
        if (await callbacks.RedeliverAsync(id, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel) is not { } callback)
            return await NotFoundAsync($"There is no callback {id} in this database. Its id begins with cb_; 'callbacks list' shows it.");
        rows.Print(Summary(callback));
        return ExitCodes.Done;
    }

    private async Task<int> NotFoundAsync(string why)
    {
        await errors.WriteLineAsync(why);
        return ExitCodes.Failed;
    }

    // The receiver without path and query: a client may have put a secret of its own there.
    private static object Summary(CallbackRow callback) => new
    {
        callback.Id, callback.EventId, Job = callback.JobId, callback.Type, callback.Status, Receiver = new Uri(callback.Url).GetLeftPart(UriPartial.Authority),
        callback.Signature, Deliveries = callback.Attempts, Created = RowPrinter.Moment(callback.CreatedAt),
        Next = callback.Status == "pending" ? RowPrinter.Moment(callback.NextAt) : null, Finished = RowPrinter.Moment(callback.FinishedAt),
    };

    private static object Summary(Delivery delivery) => new
    {
        Callback = delivery.CallbackId, delivery.Number, At = RowPrinter.Moment(delivery.At), delivery.DurationMs, delivery.Status, delivery.Error,
    };
}
