using Microsoft.Data.Sqlite;
using VideoProxy.Benchmarks.Servers;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>
/// Inserts unfinished jobs into the SQLite database of a stopped gateway. The inserted jobs are copies of the only job in the database.
/// </summary>
internal static class JobSeed
{
    private const string Numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)";

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

    public static async Task InsertAsync(string connectionString, SeededJobs seed)
    {
        await using var db = new SqliteConnection(connectionString);
        await db.OpenAsync();
        await using var transaction = db.BeginTransaction();
        foreach (var (table, changes) in new[] { ("jobs", JobChanges), ("attempts", AttemptChanges) })
        {
            await using var insert = db.CreateCommand();
            insert.CommandText = await CopySqlAsync(db, table, changes);
            AddParameters(insert, seed);
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

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

    private static async Task<string> CopySqlAsync(SqliteConnection db, string table, Dictionary<string, string> changes)
    {
        await using var pragma = db.CreateCommand();
        pragma.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var columns = new List<string>();
        await using (var reader = await pragma.ExecuteReaderAsync())
            while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        var values = columns.Select(column => changes.GetValueOrDefault(column, column));
        return $"{Numbers} INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM (SELECT * FROM {table} ORDER BY created_at LIMIT 1), numbers";
    }

    private static void AddParameters(SqliteCommand command, SeededJobs seed)
    {
        var now = TimeProvider.System.GetUtcNow();
        command.Parameters.AddWithValue("@provider", seed.Provider);
        command.Parameters.AddWithValue("@count", seed.Count);
        command.Parameters.AddWithValue("@now", now.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@interval", (long)seed.Interval.TotalMilliseconds);
        command.Parameters.AddWithValue("@finishEvery", seed.FinishEvery);
        command.Parameters.AddWithValue("@firstFinish", seed.FirstFinish.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@span", (long)seed.Span.TotalMilliseconds);
    }
}
