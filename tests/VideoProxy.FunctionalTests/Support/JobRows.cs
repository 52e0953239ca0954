using Dapper;
using Microsoft.Data.Sqlite;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>What the operator finds in the database.</summary>
internal static class JobRows
{
    public static async Task<IReadOnlyList<JobRow>> OfPromptAsync(TestBed bed, string prompt)
    {
        await using var db = new SqliteConnection(bed.ConnectionString);
        var rows = await db.QueryAsync<JobRow>(
            "SELECT id AS Id, status AS Status, error_code AS ErrorCode, hidden AS Hidden FROM jobs WHERE prompt = @prompt", new { prompt });
        return rows.ToList();
    }
}
