using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public abstract partial class StoreTests
{
    private static readonly ProviderFault Broke = new(FaultKind.Internal, "it broke") { NativeCode = "E1" };

    [Fact]
    public async Task Request_with_its_files_comes_back_as_it_was()
    {
        var job = Samples.Job();
        var request = new VideoRequest
        {
            Model = "m", Prompt = "p", Seconds = 5, FirstFrame = MediaInput.FromBytes(new byte[] { 0, 255, 10 }, "image/png"),
            ReferenceVideos = [MediaInput.FromUrl("https://example.com/v.mp4")], ProviderOptions = new() { ["watermark"] = true },
        };
        await _stores.Jobs.CreateAsync(job, Samples.Attempt(job), request, default);

        var kept = (await _stores.Jobs.FindRequestAsync(job.Id, default))!;

        kept.FirstFrame!.ToUrl().ShouldBe(request.FirstFrame.ToUrl());
        kept.ReferenceVideos.Single().Url.ShouldBe("https://example.com/v.mp4");
        kept.ProviderOptions.ToJsonString().ShouldBe("""{"watermark":true}""");
        (kept.Seconds, kept.Prompt, kept.Audio).ShouldBe((5, "p", null));
    }

    [Fact]
    public async Task TryNext_after_a_failed_generation_keeps_what_was_accepted_and_takes_the_job_out_of_the_queue()
    {
        var (job, attempt) = await AcceptAsync();
        await ProgressAsync(job, attempt, JobStatus.InProgress, 40);
        await ClaimAsync(Owner, 7000);

        var moved = (await MoveAsync(job, attempt))!;

        moved.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("in_progress"), j => j.Progress.ShouldBe(40), j => j.NextPollAt.ShouldBeNull(), j => j.LeaseOwner.ShouldBeNull());
        var attempts = await _stores.Jobs.ListAttemptsAsync(job.Id, default);
        attempts.Select(a => (a.State, a.FaultKind)).ShouldBe([("accepted", "internal"), ("calling", null)]);
        (await MoveAsync(job, attempt)).ShouldBeNull("it has been moved already");
        (await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, JobStatus.Failed, 9000) { ErrorCode = "internal" }, attempt, null, default))
            .ShouldBeNull("whoever polled the failed attempt has nothing more to say");
    }

    [Fact]
    public async Task Fail_after_everybody_else_refused_ends_the_job_and_forgets_its_request()
    {
        var job = Samples.Job();
        var attempt = Samples.Attempt(job);
        await _stores.Jobs.CreateAsync(job, attempt, new VideoRequest { Model = "m" }, default);
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 7000, default);
        await MoveAsync(job, attempt);
        var second = (await _stores.Jobs.ListAttemptsAsync(job.Id, default))[1];
        var ending = new JobEnding(job.Id, Owner, JobStatus.Failed, 9000) { ErrorCode = "internal", ErrorMessage = "it broke" };

        var ended = await _stores.Results.FailAsync(ending, second, new ProviderFault(FaultKind.RateLimited, "busy"), default);

        ended!.ShouldSatisfyAllConditions(j => j.Status.ShouldBe("failed"), j => j.ErrorCode.ShouldBe("internal"), j => j.LeaseOwner.ShouldBeNull());
        (await _stores.Jobs.FindAttemptAsync(second.Id, default))!.FaultKind.ShouldBe("rate_limited");
        (await _stores.Jobs.FindRequestAsync(job.Id, default)).ShouldBeNull();
        (await _stores.Results.FailAsync(ending, second, Broke, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Fail_of_a_job_canceled_meanwhile_settles_its_cancel()
    {
        var (job, attempt) = await AcceptAsync();
        await MoveAsync(job, attempt);
        var second = (await _stores.Jobs.ListAttemptsAsync(job.Id, default))[1];
        await _stores.Results.CancelAsync(Order(job) with { AttemptId = second.Id }, default);

        var ended = await _stores.Results.FailAsync(new JobEnding(job.Id, Owner, JobStatus.Failed, 9000) { ErrorCode = "internal" }, second, Broke, default);

        ended.ShouldBe(await _stores.Jobs.ReadAsync(job.Id, default));
        ended.ShouldBe(await _stores.Jobs.FindAsync(job.Id, default), "what clients read is told too");
        ended!.ShouldSatisfyAllConditions(
            j => j.Status.ShouldBe("canceled"), j => j.Cancellation.ShouldBe("canceled"), j => j.NextPollAt.ShouldBeNull(), j => j.LateUntil.ShouldBeNull());
    }

    private Task<Job?> MoveAsync(Job job, Attempt attempt)
    {
        var next = Samples.Attempt(job, 2) with { Provider = "other" };
        return _stores.Jobs.TryNextAsync(attempt with { State = AttemptState.Accepted }, Broke, job with { AttemptId = next.Id, Provider = "other" }, next, default);
    }
}
