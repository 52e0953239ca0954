using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public abstract partial class StoreTests
{
    private static readonly ProviderFault Broken = new(FaultKind.Internal, "no room on acct=acme") { NativeCode = "E7" };

    [Fact]
    public async Task Failed_job_keeps_the_details_and_its_attempt_the_fault()
    {
        var (job, attempt) = await CreateAsync();
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 2000, default);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 2000, 9000, 1, default);

        await _stores.Results.FinishAsync(
            new JobEnding(job.Id, Owner, JobStatus.Failed, 3000) { ErrorCode = "internal", ErrorMessage = "x", ErrorDetails = ErrorDetails.Of(Broken), Fault = Broken, ProviderMessage = "{}" }, attempt, null, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.ErrorDetails.ShouldBe("""{"native_code":"E7","provider_message":"no room on acct=***"}""");
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ShouldSatisfyAllConditions(
            a => a.State.ShouldBe("accepted"), a => a.FaultKind.ShouldBe("internal"), a => a.FaultMessage.ShouldBe("no room on acct=acme"), a => a.NativeCode.ShouldBe("E7"), a => a.ProviderMessage.ShouldBe("{}"));
    }

    [Fact]
    public async Task Refused_create_shows_clients_less_than_operators()
    {
        var (job, attempt) = await CreateAsync();

        await _stores.Jobs.RefuseAsync(attempt, Broken, Broken, 2000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.ErrorMessage.ShouldBe("no room on acct=***");
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.FaultMessage.ShouldBe("no room on acct=acme");
    }

    [Fact]
    public async Task Unknown_outcome_keeps_the_providers_words_until_the_task_is_found()
    {
        var (_, attempt) = await CreateAsync();

        await _stores.Jobs.UnknownAsync(attempt, new("HTTP 200 without a task id", "quota exceeded"), 2000, 2000, default);
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ProviderMessage.ShouldBe("quota exceeded");

        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 3000, 3000, default);
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ProviderMessage.ShouldBeNull();
    }

    [Fact]
    public async Task Delete_erases_what_the_provider_said()
    {
        var (job, attempt) = await CreateAsync();
        await _stores.Jobs.UnknownAsync(attempt, new("HTTP 200", "quota exceeded"), 2000, 2000, default);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 2000, 9000, 1, default);
        await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, JobStatus.Failed, 3000) { ErrorCode = "submission_unknown", ErrorDetails = ErrorDetails.OfWords("quota exceeded") }, attempt, null, default);

        await _stores.Jobs.DeleteAsync(job.Id, 4000, default);

        (await _stores.Jobs.ReadAsync(job.Id, default))!.ErrorDetails.ShouldBeNull();
        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.ProviderMessage.ShouldBeNull();
    }

    [Fact]
    public async Task Deviation_of_a_video_is_kept()
    {
        var (job, attempt) = await CreateAsync();
        await _stores.Jobs.AcceptedAsync(attempt, new SubmitReport.Accepted("task-1"), 2000, 2000, default);
        await _stores.Queue.ClaimAsync("ark", "main", Owner, 2000, 9000, 1, default);

        await _stores.Results.FinishAsync(new JobEnding(job.Id, Owner, JobStatus.Completed, 3000), attempt, new VideoResult("{}", null, "too short"), default);

        (await _stores.Jobs.FindAttemptAsync(attempt.Id, default))!.Deviation.ShouldBe("too short");
    }
}
