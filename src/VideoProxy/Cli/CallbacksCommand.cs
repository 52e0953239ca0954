using System.CommandLine;
using VideoProxy.Callbacks;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary><c>callbacks list|redeliver</c>: what clients were told, and telling them again.</summary>
internal static class CallbacksCommand
{
    public static Command Build(Option<string> config, Option<bool> json)
    {
        var callbacks = new Command("callbacks", "Look at callbacks, and send one again.");
        callbacks.Add(List(config, json));
        callbacks.Add(Redeliver(config, json));
        return callbacks;
    }

    private static Command List(Option<string> config, Option<bool> json)
    {
        var job = new Option<string?>("--job") { Description = "Only this job's callback, with its deliveries." };
        var status = new Option<string?>("--status") { Description = "Only callbacks in this state: pending, delivered or failed." };
        status.AcceptOnlyFromAmong("pending", "delivered", "failed");
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };
        var command = new Command("list", "The newest callbacks.") { job, status, limit, json };
        command.SetAction((result, cancel) => RunAsync(result, config, json, report => result.GetValue(job) is { } id
            ? report.ShowAsync(id, cancel)
            : report.ListAsync(result.GetValue(status), result.GetValue(limit), cancel), cancel));
        return command;
    }

    private static Command Redeliver(Option<string> config, Option<bool> json)
    {
        var callback = new Argument<string>("CALLBACK") { Description = "The callback's id." };
        var command = new Command("redeliver", "Sends a callback again under the same event id; a running gateway does it within a second.") { callback, json };
        command.SetAction((result, cancel) => RunAsync(result, config, json, report => report.RedeliverAsync(result.GetValue(callback)!, cancel), cancel));
        return command;
    }

    private static Task<int> RunAsync(ParseResult result, Option<string> config, Option<bool> json, Func<CallbacksReport, Task<int>> work, CancellationToken cancel) =>
        StoreCommand.RunAsync(Path.GetFullPath(result.GetValue(config)!), (Database database, CancellationToken _) => work(new CallbacksReport(
            new CallbackStore(database), new RowPrinter(Console.Out, result.GetValue(json)), Console.Error, TimeProvider.System)), cancel);
}
