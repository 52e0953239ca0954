using System.Data.Common;

namespace VideoProxy.Storage;

/// <summary>Chooses the database by the words of <c>ConnectionStrings:Jobs</c>.</summary>
internal static class DatabaseFactory
{
    public const string Default = "Data Source=data/videoproxy.db";

    /// <summary>The database, not yet opened; or why the connection string cannot be used.</summary>
    public static (Database? Database, string? Fault) Create(string connectionString, string nodeId, TimeProvider time)
    {
        try
        {
            var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return words.ContainsKey("Host")
                ? (new PostgresDatabase(connectionString, nodeId, time), null)
                : (new SqliteDatabase(connectionString, time), null);
        }
        catch (ArgumentException error)
        {
            // The text itself is not shown: it holds a password.
            return (null, $"ConnectionStrings__Jobs cannot be read: {error.Message} Give 'Data Source=FILE' for SQLite or 'Host=…;Database=…;Username=…' for PostgreSQL.");
        }
    }
}
