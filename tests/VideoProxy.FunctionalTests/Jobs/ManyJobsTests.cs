using Dapper;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class ManyJobsTests
{
    // As the shipped file of the provider says.
    private const int PollConcurrency = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(false, 10_000)]
    [InlineData(true, 2_000)]
    public async Task Jobs_that_are_all_due_at_once_are_each_asked_for_and_finished_once(bool isPostgres, int usual)
    {
        var count = Effort.Of(usual, 10_000);
        await using var upstream = await PollCounter.StartAsync();
        await using var bed = await TestBed.StartOnAsync(isPostgres ? await Postgres.CreateDatabaseAsync() : null, null, ("ARK_BASE_URL", upstream.BaseUrl));

        await InsertAsync(bed, count);

        await Until.TrueAsync(async () => (await JobRows.QueryAsync<string>(bed, "SELECT id FROM jobs WHERE completed_at IS NULL LIMIT 1")).Count == 0, "no job left", Patience);
        (await JobRows.QueryAsync<string>(bed, "SELECT DISTINCT status FROM jobs")).ShouldBe(["completed"]);
        upstream.Polls.Count.ShouldBe(count);
        upstream.Polls.Values.ShouldAllBe(polls => polls == 1);
        upstream.MostAtOnce.ShouldBeInRange(2, PollConcurrency);
    }

    /// <summary>Jobs that were accepted some time ago, all due now.</summary>
    private static async Task InsertAsync(TestBed bed, int count)
    {
        const string numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)";
        const string attempts = $"""
            {numbers} INSERT INTO attempts (id, job_id, number, state, provider, destination, model, upstream_model, price_micros, upstream_id, created_at, resolved_at)
            SELECT 'att_' || n, 'video_' || n, 1, 'accepted', 'bytedance', 'ap-southeast', 'seedance-2-0', 'upstream', 756000, 'cgt-' || n, @now, @now FROM numbers
            """;
        const string jobs = $"""
            {numbers} INSERT INTO jobs (id, org, dialect, model, status, prompt, seconds, size, resolution, aspect_ratio, audio,
                created_at, deadline_at, link_base, attempt_id, provider, destination, next_poll_at)
            SELECT 'video_' || n, 'admin', 'openai', 'seedance-2-0', 'queued', 'one of many', 5, '1280x720', '720p', '16:9', 0,
                @now, @now + 3600000, 'http://127.0.0.1', 'att_' || n, 'bytedance', 'ap-southeast', @now FROM numbers
            """;
        var values = new { count, now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() };
        await using var db = JobRows.Connect(bed);
        await db.OpenAsync();
        await using var transaction = await db.BeginTransactionAsync();
        await db.ExecuteAsync(jobs, values, transaction);
        await db.ExecuteAsync(attempts, values, transaction);
        await transaction.CommitAsync();
    }
}
