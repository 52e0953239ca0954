using System.Data;
using Microsoft.Data.Sqlite;

namespace VideoProxy.Storage;

/// <summary>
/// A SQLite connection that caches its compiled statements, because the writer repeats a few statements and compiling one costs
/// more than running it. Only one thread at a time uses the connection.
/// </summary>
internal sealed class CachingConnection(string connectionString) : SqliteConnection(connectionString)
{
    // The cache is bounded, because a statement with a list has a different text for each length of the list.
    private const int Capacity = 100;
    private readonly Dictionary<string, SqliteCommand> _compiled = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new CachedCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    protected override void Dispose(bool disposing)
    {
        Forget();
        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var command in _compiled.Values) command.Dispose();
        _compiled.Clear();
    }

    private SqliteCommand Compiled(SqliteCommand given)
    {
        if (!_compiled.TryGetValue(given.CommandText, out var command))
        {
            if (_compiled.Count == Capacity) Forget();
            _compiled[given.CommandText] = command = new SqliteCommand(given.CommandText, this);
        }

        command.Transaction = given.Transaction;
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in given.Parameters) command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>A command that runs on the cached compiled statement with the same text.</summary>
    private sealed class CachedCommand(CachingConnection connection) : SqliteCommand(null, connection)
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => connection.Compiled(this).ExecuteReader(behavior);

        public override int ExecuteNonQuery() => connection.Compiled(this).ExecuteNonQuery();

        public override object? ExecuteScalar() => connection.Compiled(this).ExecuteScalar();
    }
}
