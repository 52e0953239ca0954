using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Pipeline;

/// <summary>Builds the job and its attempt and commits them before the provider is called.</summary>
internal sealed class JobFactory(
    JobStore jobs, Tokens tokens, SecretProtector secrets, NotifyTokens notifications, GatewayOptions options, Node node, TimeProvider time)
{
    /// <summary>Commits a new job with its first attempt. Returns null if another request has just used the same idempotency key.</summary>
    public async Task<(Job Job, Submission Submission)?> CreateAsync(
        CreateRequest request, Caller caller, CreateFingerprint fingerprint, IReadOnlyList<Candidate> candidates, string linkBase, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = Ids.Job(now);
        var submission = await PrepareAsync(id, 1, candidates[0], now, cancel);
        var job = AssignAttempt(new Job
        {
            Id = id,
            Org = caller.Org,
            Dialect = request.Dialect,
            Model = candidates[0].Request.Model,
            Prompt = request.Video.Prompt,
            Remake = request.Source is { } source ? RemakeWords.Of(source.Kind) : null,
            SourceId = request.Source?.VideoId,
            Metadata = request.Metadata?.ToJsonString(),
            CreatedAt = now.ToUnixTimeMilliseconds(),
            CallbackUrl = request.CallbackUrl,
            CallbackSecret = request.CallbackSecret is { } secret ? secrets.Protect(secret) : null,
            CallbackSignature = request.CallbackUrl is null ? null : request.CallbackSignature,
            KeyId = fingerprint.KeyId,
            IdempotencyKey = fingerprint.IdempotencyKey,
            RequestHash = fingerprint.RequestHash,
            LinkBase = options.PublicUrl?.TrimEnd('/') ?? linkBase,
            Seconds = 0, Size = "", Resolution = "", AspectRatio = "", Audio = false, DeadlineAt = 0, AttemptId = "", Provider = "",
        }, submission, now);
        var mayMove = candidates.Count > 1 && candidates.Any(candidate => candidate.Provider.Config.RetryGeneration);
        return await jobs.CreateAsync(job, submission.Attempt, mayMove ? request.Video : null, cancel) ? (job, submission) : null;
    }

    /// <summary>Commits the next attempt together with the fault of the previous one. Returns null if the job has ended or another node has moved it.</summary>
    public async Task<(Job Job, Submission Submission)?> TryNextAsync(Job job, Attempt before, ProviderFault fault, Candidate candidate)
    {
        var now = time.GetUtcNow();
        // The client's token is not used, because the refusal must be stored even if the client has disconnected.
        var submission = await PrepareAsync(job.Id, before.Number + 1, candidate, now, CancellationToken.None);
        var moved = await jobs.TryNextAsync(before, fault, AssignAttempt(job, submission, now), submission.Attempt, CancellationToken.None);
        return moved is null ? null : (moved, submission);
    }

    private Job AssignAttempt(Job job, Submission submission, DateTimeOffset now)
    {
        var output = submission.Candidate.Output;
        return job with
        {
            Seconds = output.Seconds,
            Size = output.Size,
            Resolution = output.Resolution,
            AspectRatio = output.AspectRatio,
            Audio = output.Audio,
            DeadlineAt = (now + (submission.Candidate.Model.Deadline ?? options.Tracker.Deadline)).ToUnixTimeMilliseconds(),
            AttemptId = submission.Attempt.Id,
            Provider = submission.Attempt.Provider,
            Destination = submission.Attempt.Destination,
        };
    }

    private async Task<Submission> PrepareAsync(string jobId, long number, Candidate candidate, DateTimeOffset now, CancellationToken cancel)
    {
        var attempt = new Attempt
        {
            Id = Ids.Attempt(now),
            JobId = jobId,
            Number = number,
            Provider = candidate.Provider.Id,
            Destination = candidate.Destination.Name,
            Model = candidate.Offering.Model,
            UpstreamModel = candidate.Offering.Upstream,
            PriceMicros = (long)(candidate.Price * 1_000_000m),
            CreatedAt = now.ToUnixTimeMilliseconds(),
            Node = node.Id,
        };
        var job = candidate.ToJob(attempt.Id) with
        {
            NotifyUrl = candidate.Provider.Translator is IReceiveNotifications ? notifications.UrlFor(attempt.Provider, attempt.Id) : null,
        };
        var access = await tokens.ForAsync(candidate.Provider, candidate.Destination, cancel);
        var submission = new Submission(candidate, attempt, job, access);
        // The call is translated before the commit, so that a plugin that throws leaves no row that looks like a paid call. If
        // inputs must be uploaded first, the call is translated after the upload.
        if (access.Fault is { } fault) submission.Report = new SubmitReport.Rejected(fault with { Message = fault.Message + " Nothing was submitted." });
        else if (!MediaStager.IsNeeded(submission)) await submission.TranslateAsync(job);
        return submission;
    }
}
