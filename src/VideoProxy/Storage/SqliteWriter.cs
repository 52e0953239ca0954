using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace VideoProxy.Storage;

/// <summary>The one connection that writes to a SQLite file. After a failed commit it is brought back to a known state or replaced.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int BusySeconds = 10;
    private const int PageSize = 4096;
    private const int MostLogPages = 4000;
    private const int FewestLogPages = 50;

    // The log may take this part of the free space, so that on a small disk there is room to copy it into the database.
    private const int LogShare = 8;

    private readonly string _connectionString;
    private readonly string? _file;
    private readonly CachingConnection _connection;
    private SqliteTransaction? _transaction;

    private SqliteWriter(string connectionString)
    {
        _connectionString = connectionString;
        _file = SqliteDatabase.FileOf(connectionString);
        // Not pooled, so that a connection that is thrown away is really closed.
        var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (!settings.ShouldSerialize("Default Timeout")) settings.DefaultTimeout = BusySeconds;
        _connection = new CachingConnection(settings.ConnectionString);
    }

    public DbConnection Connection => _connection;

    public static SqliteWriter Open(string connectionString)
    {
        var writer = new SqliteWriter(connectionString);
        try
        {
            writer._connection.Open();
            using var pragmas = writer._connection.CreateCommand();
            // The page cache holds the busy pages of all indexes.
            pragmas.CommandText = $"""
                PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout={pragmas.CommandTimeout * 1000};
                PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint={LogPages(writer._connection.DataSource)};
                """;
            pragmas.ExecuteNonQuery();
            return writer;
        }
        catch (Exception)
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Runs the writes and commits them together.</summary>
    /// <exception cref="DbException">Nothing was committed, or it is not known whether the commit reached the disk.</exception>
    public async Task CommitAsync(IReadOnlyList<QueuedWrite> group)
    {
        // SQLite does not notice that its file was deleted or its disk unmounted. Everything would be lost at the next start.
        if (_file is not null && !File.Exists(_file)) throw new SqliteException($"The database file {Path.GetFullPath(_file)} is gone. Put it back.", raw.SQLITE_CANTOPEN);
        try
        {
            // The transaction takes the write lock now. A deferred transaction takes it later, where SQLite can fail instead of waiting.
            _transaction = _connection.BeginTransaction(deferred: false);
            foreach (var write in group) await write.RunAsync(_connection, _transaction);
            await _transaction.CommitAsync();
            _transaction = null;
        }
        catch (InvalidOperationException error)
        {
            // SQLite has ended the transaction by itself, so for the callers this is a failure of the database.
            throw new SqliteException($"SQLite ended the transaction: {error.Message}", raw.SQLITE_ABORT);
        }
    }

    /// <summary>Ends what is left of a failed transaction. Returns the writer to use from now on.</summary>
    public SqliteWriter Recover(Exception error)
    {
        var isSettled = TrySettle();
        if (error is SqliteException { SqliteErrorCode: raw.SQLITE_FULL })
        {
            // Copying the log into the database lets the next writes reuse the log's space. A passive checkpoint never waits for readers.
            raw.sqlite3_wal_checkpoint_v2(_connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        }

        // On a full disk a new connection might not open, and readers need the one that keeps the shared index of the log.
        if (isSettled && error is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED }) return this;
        try
        {
            var fresh = Open(SqliteDatabase.WithoutCreating(_connectionString));
            Dispose();
            return fresh;
        }
        catch (Exception)
        {
            // Whatever the reason, the write loop must go on. The next write fails again and tries again.
            return this;
        }
    }

    public void Dispose()
    {
        if (TrySettle()) _connection.Dispose();
    }

    /// <summary>
    /// Ends the transaction, whether or not SQLite has already rolled it back by itself. The class of the transaction always sends a
    /// ROLLBACK, fails if there is nothing to roll back, and then allows no further transaction on its connection.
    /// </summary>
    private bool TrySettle()
    {
        try
        {
            if (_transaction is not null)
            {
                if (IsIdle) raw.sqlite3_exec(_connection.Handle, "BEGIN");
                _transaction.Dispose();
                _transaction = null;
            }

            if (_connection.Handle is not null && !IsIdle) raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
            return _connection.Handle is null || IsIdle;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>A longer log copies a page back less often, because several changes to it share one copy.</summary>
    private static long LogPages(string file)
    {
        try
        {
            return Math.Clamp(new DriveInfo(Path.GetFullPath(file)).AvailableFreeSpace / LogShare / PageSize, FewestLogPages, MostLogPages);
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Not a file, or its disk does not say.
            return MostLogPages;
        }
    }

    private bool IsIdle => raw.sqlite3_get_autocommit(_connection.Handle) != 0;
}
