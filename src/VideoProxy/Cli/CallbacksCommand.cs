using System.CommandLine;
using VideoProxy.Callbacks;
using VideoProxy.Hosting;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary><c>callbacks list|redeliver</c>: lists callbacks and delivers them again.</summary>
internal static class CallbacksCommand
{
    public static Command Build(Option<string> config, Option<bool> json)
    {
        var callbacks = new Command("callbacks", "List callbacks, or deliver them again.");
        callbacks.Add(List(config, json));
        callbacks.Add(Redeliver(config, json));
        return callbacks;
    }

    private static Command List(Option<string> config, Option<bool> json)
    {
        var job = new Option<string?>("--job") { Description = "Show only this job's callback, with its deliveries." };
        var status = new Option<string?>("--status") { Description = "Show only callbacks in this state: pending, delivered or failed." };
        status.AcceptOnlyFromAmong("pending", "delivered", "failed");
        var failed = new Option<bool>("--failed") { Description = "Show only callbacks that failed for good. The same as --status failed." };
        var since = PastTime.Option("--since", "Show only callbacks that were created at or after this time.", TimeProvider.System);
        var limit = new Option<int>("--limit") { Description = "The largest number of rows.", DefaultValueFactory = _ => 20 };
        var command = new Command("list", "List the newest callbacks.") { job, status, failed, since, limit, json };
        command.SetAction((result, cancel) => RunAsync(result, config, json, report => result.GetValue(job) is { } id
            ? report.ShowAsync(id, cancel)
            : report.ListAsync(result.GetValue(failed) ? "failed" : result.GetValue(status), result.GetValue(since) ?? 0, result.GetValue(limit), cancel), cancel));
        return command;
    }

    private static Command Redeliver(Option<string> config, Option<bool> json)
    {
        var callback = new Argument<string?>("CALLBACK") { Description = "The callback's id.", Arity = ArgumentArity.ZeroOrOne };
        var since = PastTime.Option("--since", "Deliver every callback again that failed for good at or after this time.", TimeProvider.System);
        var command = new Command("redeliver", "Deliver callbacks again under the same event ids. A running gateway sends them within a second.") { callback, since, json };
        command.Validators.Add(given =>
        {
            if ((given.GetResult(callback) is { Tokens.Count: > 0 }) == (given.GetResult(since) is not null)) given.AddError("Give either the id of one callback or --since TIME.");
        });
        command.SetAction((result, cancel) => RunAsync(result, config, json, report => result.GetValue(since) is { } time
            ? report.RedeliverFailedAsync(time, cancel)
            : report.RedeliverAsync(result.GetValue(callback)!, cancel), cancel));
        return command;
    }

    private static Task<int> RunAsync(ParseResult result, Option<string> config, Option<bool> json, Func<CallbacksReport, Task<int>> work, CancellationToken cancel) =>
        StoreCommand.RunAsync(Path.GetFullPath(result.GetValue(config)!), (Database database, CancellationToken _) => work(new CallbacksReport(
            new CallbackStore(database), new RowPrinter(Console.Out, result.GetValue(json)), Console.Error, TimeProvider.System)), cancel);
}

/// <summary>Reads, changes and prints callbacks for the <c>callbacks</c> commands.</summary>
internal sealed class CallbacksReport(CallbackStore callbacks, RowPrinter rows, TextWriter errors, TimeProvider time)
{
    public async Task<int> ListAsync(string? status, long since, int limit, CancellationToken cancel)
    {
        rows.PrintAll((await callbacks.ListAsync(status, since, Math.Clamp(limit, 1, 10_000), cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    public async Task<int> ShowAsync(string jobId, CancellationToken cancel)
    {
        if (await callbacks.FindOfJobAsync(jobId, cancel) is not { } callback) return await NotFoundAsync($"Job {jobId} has no callback in this database.");
        rows.Print(Summary(callback), "tries", (await callbacks.ListDeliveriesAsync(callback.Id, cancel)).Select(Summary));
        return ExitCodes.Done;
    }

    public async Task<int> RedeliverAsync(string id, CancellationToken cancel)
    {
        if (await callbacks.RedeliverAsync(id, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel) is not { } callback)
            return await NotFoundAsync($"Callback {id} does not exist in this database. A callback id begins with cb_; 'callbacks list' shows the ids.");
        rows.Print(Summary(callback));
        return ExitCodes.Done;
    }

    public async Task<int> RedeliverFailedAsync(long since, CancellationToken cancel)
    {
        var count = await callbacks.RedeliverFailedAsync(org: null, since, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        rows.Print(new { Since = RowPrinter.Moment(since), Callbacks = count });
        return ExitCodes.Done;
    }

    private async Task<int> NotFoundAsync(string why)
    {
        await errors.WriteLineAsync(why);
        return ExitCodes.Failed;
    }

    // Shows the receiver without path and query, because a client may have put a secret there.
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
