using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>What the operator finds in the database.</summary>
internal static class JobRows
{
    public static async Task<IReadOnlyList<JobRow>> OfPromptAsync(TestBed bed, string prompt) =>
        await QueryAsync<JobRow>(bed, "SELECT id AS Id, status AS Status, error_code AS ErrorCode, hidden AS Hidden FROM jobs WHERE prompt = @prompt", new { prompt });

    /// <summary>The attempts of a job as <c>provider state</c>, in their order.</summary>
    public static async Task<IReadOnlyList<string>> AttemptsAsync(TestBed bed, string jobId) =>
        await QueryAsync<string>(bed, "SELECT provider || ' ' || state FROM attempts WHERE job_id = @jobId ORDER BY number", new { jobId });

    /// <summary>Waits until a poll of the job has failed; the patience is longer than a poll may take.</summary>
    public static Task PollFailedAsync(TestBed bed, string jobId) => Until.TrueAsync(
        async () => (await QueryAsync<string>(bed, "SELECT id FROM jobs WHERE id = @jobId AND poll_failures > 0 AND lease_owner IS NULL", new { jobId })).Count > 0,
        $"a failed poll of {jobId}", TimeSpan.FromSeconds(45));

    /// <summary>As if the clock had gone on beyond the wait after a failed poll.</summary>
    public static Task EndBackoffAsync(TestBed bed, string jobId) =>
        QueryAsync<string>(bed, "UPDATE jobs SET next_poll_at = 0 WHERE id = @jobId AND next_poll_at > 0 RETURNING id", new { jobId });

    public static DbConnection Connect(TestBed bed) =>
        bed.IsPostgres ? new NpgsqlConnection(bed.ConnectionString) : new SqliteConnection(bed.ConnectionString);

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(TestBed bed, string sql, object? values = null)
    {
        await using var db = Connect(bed);
        return [.. await db.QueryAsync<T>(sql, values)];
    }
}
