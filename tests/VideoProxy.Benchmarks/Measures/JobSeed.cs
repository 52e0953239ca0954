using Microsoft.Data.Sqlite;
using VideoProxy.Benchmarks.Servers;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>
/// Inserts unfinished jobs into the SQLite database of a stopped gateway. The inserted jobs are copies of the only job in the database.
/// </summary>
internal static class JobSeed
{
    private static readonly Dictionary<string, string> JobChanges = new()
    {
        ["id"] = "'video_' || @provider || n",
        ["attempt_id"] = "'att_' || @provider || n",
        ["provider"] = "@provider",
        ["status"] = "'in_progress'",
        ["next_poll_at"] = "@now + n * @interval / @count",
        ["deadline_at"] = "@now + 86400000",
    };

    private static readonly Dictionary<string, string> AttemptChanges = new()
    {
        ["id"] = "'att_' || @provider || n",
        ["job_id"] = "'video_' || @provider || n",
        ["provider"] = "@provider",
        ["upstream_id"] = "'cgt-' || CASE n % @finishEvery WHEN 0 THEN @firstFinish + n * @span / @count ELSE @now + 86400000 END || '-' || n",
    };

    public static Task InsertAsync(string connectionString, SeededJobs seed) => RowCopies.InsertAsync(
        connectionString,
        seed.Count,
        [("jobs", JobChanges), ("attempts", AttemptChanges)],
        ("@provider", seed.Provider),
        ("@now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
        ("@interval", (long)seed.Interval.TotalMilliseconds),
        ("@finishEvery", seed.FinishEvery),
        ("@firstFinish", seed.FirstFinish.ToUnixTimeMilliseconds()),
        ("@span", (long)seed.Span.TotalMilliseconds));

    /// <summary>
    /// Returns the lag of each finished job of the provider in seconds, in ascending order. A lag is the time from the finish at the
    /// provider until the gateway completed the job.
    /// </summary>
    public static async Task<List<double>> LagsAsync(string connectionString, string provider)
    {
        await using var db = new SqliteConnection(connectionString);
        await db.OpenAsync();
        await using var select = db.CreateCommand();
        select.CommandText = "SELECT completed_at, upstream_id FROM jobs JOIN attempts ON attempts.id = attempt_id WHERE jobs.provider = @provider AND status = 'completed'";
        select.Parameters.AddWithValue("@provider", provider);
        await using var reader = await select.ExecuteReaderAsync();
        var lags = new List<double>();
        while (await reader.ReadAsync()) lags.Add((reader.GetInt64(0) - StubUpstream.FinishOf(reader.GetString(1))) / 1000.0);
        return [.. lags.Order()];
    }
}
