using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>Asks the provider about one claimed job and applies what it says.</summary>
internal sealed partial class JobPoller(JobStore jobs, ProviderClient client, PollSpacing spacing, TimeProvider time, ILogger<JobPoller> logger)
{
    public async Task PollAsync(LoadedProvider provider, Job job, string owner, CancellationToken cancel)
    {
        var attempt = await jobs.FindAttemptAsync(job.AttemptId, cancel)
            ?? throw new InvalidOperationException($"Job '{job.Id}' has no attempt '{job.AttemptId}'.");
        if (attempt.State == AttemptState.Unknown)
        {
            await FinishAsync(job, attempt, Ending(job, owner, JobStatus.Failed, ErrorCodes.SubmissionUnknown,
                "It cannot be told whether the provider took this video. It was not submitted again, and is not charged."), null, cancel);
            return;
        }

        if (provider.FindDestination(attempt.Destination) is not { } destination || FindModel(provider, attempt) is not { } offering)
        {
            await PostponeAsync(job, owner, $"destination '{attempt.Destination}' or model '{attempt.Model}' has left the configuration", null, cancel);
            return;
        }

        var report = await AskAsync(provider, job, attempt, destination, offering, cancel);
        if (job.DeadlineAt <= time.GetUtcNow().ToUnixTimeMilliseconds() && report.Report?.State is null or ReportedState.Queued or ReportedState.InProgress or ReportedState.Unreadable)
        {
            await FinishAsync(job, attempt, Ending(job, owner, JobStatus.Expired, ErrorCodes.Expired, "The video was not finished before its deadline."), null, cancel);
            return;
        }

        if (report.Report is null or { State: ReportedState.Unreadable })
            await PostponeAsync(job, owner, report.Failure ?? report.Report!.Remark ?? "unreadable", report.RetryAfter, cancel);
        else
            await ApplyAsync(job, attempt, owner, report.Report, cancel);
    }

    private async Task<PollAnswer> AskAsync(
        LoadedProvider provider, Job job, Attempt attempt, ProviderDestination destination, Offering offering, CancellationToken cancel)
    {
        var asked = new ProviderJob
        {
            AttemptId = attempt.Id,
            Request = new VideoRequest { Model = job.Model, Prompt = job.Prompt },
            Output = new VideoOutput((int)job.Seconds, job.Size, job.Resolution, job.AspectRatio, job.Audio),
            Offering = offering with { Upstream = attempt.UpstreamModel },
            Destination = destination,
            UpstreamId = attempt.UpstreamId,
            Note = attempt.Note is null ? null : JsonNode.Parse(attempt.Note),
        };
        var answer = await client.SendAsync(provider, destination, provider.Translator.Poll(asked), cancel);
        if (answer.Reply is not { } reply) return new(null, answer.Failure, null);
        // These say something about the provider or our key, never about the job.
        if (reply.Status is >= 500 or 429 or 401 or 403) return new(null, $"HTTP {reply.Status}", reply.RetryAfter);
        return new(provider.Translator.ReadPoll(asked, reply), null, null);
    }

    private async Task ApplyAsync(Job job, Attempt attempt, string owner, JobReport report, CancellationToken cancel)
    {
        if (report.Remark is { } remark) Log.NativeStatusUnknown(logger, job.Id, attempt.Provider, remark);
        var ending = report.State switch
        {
            ReportedState.Completed when !report.Content.ContainsKey(JobReport.VideoVariant) =>
                NoVideo(job, owner, report.Fault),
            ReportedState.Completed => Completed(job, owner, report),
            ReportedState.Failed when report.Fault is { } fault => Ending(job, owner, JobStatus.Failed, ErrorCodes.Of(fault.Kind), fault.Message),
            ReportedState.Failed => Ending(job, owner, JobStatus.Failed, ErrorCodes.Of(FaultKind.Internal), "The provider failed without saying why."),
            ReportedState.Canceled => Ending(job, owner, JobStatus.Canceled, ErrorCodes.Canceled, "The video was canceled at the provider."),
            ReportedState.Expired => Ending(job, owner, JobStatus.Expired, ErrorCodes.Expired, "The provider gave the video up after its own deadline."),
            _ => null,
        };
        if (ending is not null)
        {
            var content = ending.Status == JobStatus.Completed ? JsonSerializer.Serialize(report.Content) : null;
            await FinishAsync(job, attempt, ending, content, cancel);
            return;
        }

        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(attempt.CreatedAt);
        var next = time.GetUtcNow() + (report.PollAfter ?? spacing.Next(attempt.Model, age));
        var status = report.State == ReportedState.Queued ? JobStatus.Queued : JobStatus.InProgress;
        var poll = new PollResult(job.Id, owner, status, Math.Clamp(report.Progress ?? 0, 0, 99), next.ToUnixTimeMilliseconds());
        await jobs.ProgressAsync(poll, attempt, report.Note?.ToJsonString(), cancel);
    }

    private async Task FinishAsync(Job job, Attempt attempt, JobEnding ending, string? content, CancellationToken cancel)
    {
        if (await jobs.FinishAsync(ending, attempt, content, cancel) is null) return;
        if (ending.Status == JobStatus.Completed) spacing.Learn(attempt.Model, TimeSpan.FromMilliseconds(ending.Now - attempt.CreatedAt));
        Log.Finished(logger, job.Id, attempt.Provider, ending.ErrorCode is { } code ? $"{ending.Status} ({code})" : ending.Status);
    }

    private async Task PostponeAsync(Job job, string owner, string why, TimeSpan? retryAfter, CancellationToken cancel)
    {
        var failures = job.PollFailures + 1;
        Log.PollFailed(logger, job.Id, job.Provider, failures, why);
        var now = time.GetUtcNow();
        var next = (now + PollSpacing.Backoff(failures, retryAfter)).ToUnixTimeMilliseconds();
        // A deadline is noticed at a poll: the wait must not run beyond it.
        if (job.DeadlineAt > now.ToUnixTimeMilliseconds() && job.DeadlineAt < next) next = job.DeadlineAt;
        await jobs.PostponeAsync(job.Id, owner, failures, next, cancel);
    }

    private JobEnding NoVideo(Job job, string owner, ProviderFault? fault) => fault is { Kind: FaultKind.ContentPolicy }
        ? Ending(job, owner, JobStatus.Failed, ErrorCodes.Of(FaultKind.ContentPolicy), fault.Message)
        : Ending(job, owner, JobStatus.Failed, ErrorCodes.NoVideo, "The provider says it is done but made no video.");

    private JobEnding Completed(Job job, string owner, JobReport report)
    {
        var now = time.GetUtcNow();
        return new JobEnding(job.Id, owner, JobStatus.Completed, now.ToUnixTimeMilliseconds())
        {
            ExpiresAt = report.ContentLifetime is { } life ? (now + life).ToUnixTimeMilliseconds() : null,
        };
    }

    private JobEnding Ending(Job job, string owner, string status, string code, string message) =>
        new(job.Id, owner, status, time.GetUtcNow().ToUnixTimeMilliseconds()) { ErrorCode = code, ErrorMessage = message };

    private static Offering? FindModel(LoadedProvider provider, Attempt attempt) =>
        provider.Config.Models.FirstOrDefault(m => m.Offering.Model == attempt.Model)?.Offering;

    private static partial class Log
    {
        [LoggerMessage(EventIds.JobFinished, LogLevel.Information, "Job {JobId} at {Provider}: {Outcome}.")]
        public static partial void Finished(ILogger logger, string jobId, string provider, string outcome);

        [LoggerMessage(EventIds.PollFailed, LogLevel.Warning, "Job {JobId}: {Provider} could not be asked ({Failures} in a row): {Why}.")]
        public static partial void PollFailed(ILogger logger, string jobId, string provider, long failures, string why);

        [LoggerMessage(EventIds.NativeStatusUnknown, LogLevel.Warning, "Job {JobId}: {Provider} says something undocumented: {Remark}. The job goes on.")]
        public static partial void NativeStatusUnknown(ILogger logger, string jobId, string provider, string remark);
    }
}
