using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace VideoProxy.Storage;

/// <summary>
/// A SQLite database inside the process, with one writer and any number of readers. A write completes after its commit has reached
/// the disk (WAL, synchronous=FULL), so a reply that follows it is durable. The writer groups waiting writes into one commit, so
/// that they share one fsync.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int MaxGroup = 256;

    private readonly Channel<QueuedWrite> _queue = Channel.CreateUnbounded<QueuedWrite>(new() { SingleReader = true });
    private readonly string _connectionString;
    private readonly string _readString;
    private SqliteWriter? _writer;
    private readonly TimeProvider _time;
    private Task _loop = Task.CompletedTask;

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public SqliteDatabase(string connectionString, TimeProvider time)
    {
        SqliteLibrary.Load();
        _connectionString = new SqliteConnectionStringBuilder(connectionString).ConnectionString;
        _readString = WithoutCreating(_connectionString);
        _time = time;
    }

    public override bool IsShared => false;

    /// <summary>Returns the database file of a connection string, or null if the string names a server or a database in memory.</summary>
    public static string? FileOf(string connectionString)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (words.ContainsKey("Host")) return null;
        var settings = new SqliteConnectionStringBuilder(connectionString);
        return settings.DataSource is { Length: > 0 } file && file != ":memory:" && settings.Mode != SqliteOpenMode.Memory ? file : null;
    }

    /// <summary>Returns the same connection, which does not make a new database where the file is missing.</summary>
    public static string WithoutCreating(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        if (settings.Mode == SqliteOpenMode.ReadWriteCreate && FileOf(connectionString) is not null) settings.Mode = SqliteOpenMode.ReadWrite;
        return settings.ConnectionString;
    }

    public override string SkipLocked => "";

    public override async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        var write = new QueuedWrite(async (connection, transaction) => await work(connection, transaction), cancel);
        await _queue.Writer.WriteAsync(write, cancel);
        return (T)(await write.Done)!;
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(_readString);
        await connection.OpenAsync(cancel);
        return await work(connection);
    }

    /// <summary>Does nothing, because no other gateway uses this database.</summary>
    public override void Announce(string jobId)
    {
    }

    public override Task AnnounceLossAsync(DbConnection db, DbTransaction tx, string nodeId) => Task.CompletedTask;

    public override Task<DateTimeOffset> ReadClockAsync(CancellationToken cancel) => Task.FromResult(_time.GetUtcNow());

    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _writer?.Dispose();
        SqliteConnection.ClearAllPools();
    }

    protected override async Task ConnectAsync(CancellationToken cancel)
    {
        if (Path.GetDirectoryName(new SqliteConnectionStringBuilder(_connectionString).DataSource) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        try
        {
            _writer = SqliteWriter.Open(_connectionString);
            await Migrations.ApplyAsync(_writer.Connection, lockSql: null, cancel);
        }
        catch (SqliteException error)
        {
            throw DatabaseFaults.AtFile(Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource), error);
        }

        _loop = Task.Run(WriteLoopAsync, CancellationToken.None);
    }

    private async Task WriteLoopAsync()
    {
        var group = new List<QueuedWrite>(MaxGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var write))
            {
                if (write.Start()) group.Add(write);
            }

            if (group.Count > 0) await CommitAsync(group);
            group.Clear();
        }
    }

    /// <summary>Commits the group, or fails every write in it. Never throws, because without the loop every write would wait for ever.</summary>
    private async Task CommitAsync(List<QueuedWrite> group)
    {
        var fault = await TryCommitAsync(group);
        if (fault is null)
        {
            Wrote();
        }
        else
        {
            Failed(fault);
            _writer = _writer!.Recover(fault);
        }

        foreach (var write in group) write.Complete();
    }

    /// <summary>Returns null if the database did all writes, or else its fault. A write that is itself to blame is not a fault of the database.</summary>
    private async Task<Exception?> TryCommitAsync(List<QueuedWrite> group)
    {
        try
        {
            await _writer!.CommitAsync(group);
            return group.Find(write => write.Outage is not null)?.Outage;
        }
        catch (Exception error)
        {
            foreach (var write in group) write.Fail(error);
            return error;
        }
    }
}
