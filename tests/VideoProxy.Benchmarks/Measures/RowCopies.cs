using Microsoft.Data.Sqlite;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Fills the SQLite database of a stopped gateway with copies of the oldest row of each table.</summary>
internal static class RowCopies
{
    private const string Numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)";

    /// <param name="connectionString">The database.</param>
    /// <param name="count">How many copies of each row to insert.</param>
    /// <param name="tables">For each table, the SQL of the columns that differ from the copied row. The column n counts the copies from 1.</param>
    /// <param name="parameters">The values that the SQL refers to, besides <c>@count</c>.</param>
    public static async Task InsertAsync(
        string connectionString, int count, IEnumerable<(string Name, IReadOnlyDictionary<string, string> Changes)> tables, params IEnumerable<(string Name, object Value)> parameters)
    {
        await using var db = new SqliteConnection(connectionString);
        await db.OpenAsync();
        await using var transaction = db.BeginTransaction();
        foreach (var (table, changes) in tables)
        {
            await using var insert = db.CreateCommand();
            insert.CommandText = await CopySqlAsync(db, table, changes);
            insert.Parameters.AddWithValue("@count", count);
            foreach (var (name, value) in parameters) insert.Parameters.AddWithValue(name, value);
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static async Task<string> CopySqlAsync(SqliteConnection db, string table, IReadOnlyDictionary<string, string> changes)
    {
        await using var pragma = db.CreateCommand();
        pragma.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var columns = new List<string>();
        await using (var reader = await pragma.ExecuteReaderAsync())
            while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        var values = columns.Select(column => changes.GetValueOrDefault(column, column));
        return $"{Numbers} INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM (SELECT * FROM {table} ORDER BY created_at LIMIT 1), numbers";
    }
}
