using System.Data.Common;

namespace VideoProxy.Storage;

/// <summary>Creates the database that <c>ConnectionStrings:Jobs</c> describes.</summary>
internal static class DatabaseFactory
{
    public const string Default = "Data Source=data/videoproxy.db";

    /// <summary>Returns the database without opening it, or the reason why the connection string cannot be used.</summary>
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
            // The message does not contain the connection string, because that may hold a password.
            return (null, $"ConnectionStrings__Jobs is not a valid connection string: {error.Message} Use 'Data Source=FILE' for SQLite or 'Host=…;Database=…;Username=…' for PostgreSQL.");
        }
    }
}
