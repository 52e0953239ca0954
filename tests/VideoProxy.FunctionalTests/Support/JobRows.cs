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

    public static DbConnection Connect(TestBed bed) =>
        bed.IsPostgres ? new NpgsqlConnection(bed.ConnectionString) : new SqliteConnection(bed.ConnectionString);

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(TestBed bed, string sql, object? values = null)
    {
        await using var db = Connect(bed);
        return [.. await db.QueryAsync<T>(sql, values)];
    }
}
