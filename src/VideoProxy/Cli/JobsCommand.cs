using System.CommandLine;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary><c>jobs list|show|unknown|resolve</c>: shows jobs and resolves submits whose outcome is unknown.</summary>
internal static class JobsCommand
{
    public static Command Build(Option<string> config, Option<bool> json)
    {
        var jobs = new Command("jobs", "List jobs, and resolve submits whose outcome is unknown.");
        jobs.Add(List(config, json));
        jobs.Add(Show(config, json));
        jobs.Add(Unknown(config, json));
        jobs.Add(Resolve(config, json));
        return jobs;
    }

    private static Command List(Option<string> config, Option<bool> json)
    {
        var status = new Option<string?>("--status") { Description = "Show only jobs in this state." };
        var limit = new Option<int>("--limit") { Description = "The largest number of rows.", DefaultValueFactory = _ => 20 };
        var command = new Command("list", "List the newest jobs.") { status, limit, json };
        command.SetAction((result, cancel) => RunAsync(result, config, json, (report, database) => report.ListAsync(database, result.GetValue(status), result.GetValue(limit), cancel), cancel));
        return command;
    }

    private static Command Show(Option<string> config, Option<bool> json)
    {
        var job = new Argument<string>("JOB") { Description = "The job's id." };
        var command = new Command("show", "Show one job with all its attempts.") { job, json };
        command.SetAction((result, cancel) => RunAsync(result, config, json, (report, database) => report.ShowAsync(database, result.GetValue(job)!, cancel), cancel));
        return command;
    }

    private static Command Unknown(Option<string> config, Option<bool> json)
    {
        var command = new Command("unknown", "List submits whose outcome is unknown.") { json };
        command.SetAction((result, cancel) => RunAsync(result, config, json, (report, database) => report.UnknownAsync(database, cancel), cancel));
        return command;
    }

    private static Command Resolve(Option<string> config, Option<bool> json)
    {
        var job = new Argument<string>("JOB") { Description = "The job's id." };
        var upstreamId = new Option<string?>("--upstream-id") { Description = "The provider has the task under this id." };
        var gone = new Option<bool>("--gone") { Description = "The provider does not have the task." };
        var command = new Command("resolve", "Record the outcome of a submit. A final state does not change, but a video that exists can then be downloaded.") { job, upstreamId, gone, json };
        command.Validators.Add(given =>
        {
            if (given.GetValue(gone) == (given.GetValue(upstreamId) is not null)) given.AddError("Give either --upstream-id ID or --gone.");
            else if (given.GetValue(upstreamId) is { } id && UpstreamIds.WhyNot(id) is { } why) given.AddError($"--upstream-id '{id}' is not a valid task id: {why}.");
        });
        command.SetAction((result, cancel) => RunAsync(result, config, json, (report, database) => report.ResolveAsync(database, result.GetValue(job)!, result.GetValue(upstreamId), cancel), cancel));
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult result, Option<string> config, Option<bool> json, Func<JobsReport, Database, Task<int>> work, CancellationToken cancel) =>
        StoreCommand.RunAsync(
            Path.GetFullPath(result.GetValue(config)!),
            (database, _) => work(new JobsReport(new RowPrinter(Console.Out, result.GetValue(json)), Console.Error, TimeProvider.System), database), cancel);
}
