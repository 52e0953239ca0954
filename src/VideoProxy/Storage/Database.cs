using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace VideoProxy.Storage;

/// <summary>
/// The embedded database: one writer that groups commits, any number of readers. A write completes after its commit has
/// reached the disk (WAL, synchronous=FULL), so an answer sent after it cannot be lost; grouping shares one fsync among all
/// the writes that wait for it.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const int MaxGroup = 256;

    private readonly Channel<QueuedWrite> _queue = Channel.CreateUnbounded<QueuedWrite>(new() { SingleReader = true });
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly Task _loop;

    private Database(string connectionString, SqliteConnection writer)
    {
        _connectionString = connectionString;
        _writer = writer;
        _loop = Task.Run(WriteLoopAsync);
    }

    public static async Task<Database> OpenAsync(string connectionString, CancellationToken cancel)
    {
        SqliteLibrary.Load();
        var settings = new SqliteConnectionStringBuilder(connectionString);
        if (Path.GetDirectoryName(settings.DataSource) is { Length: > 0 } folder) Directory.CreateDirectory(folder);

        var writer = new SqliteConnection(connectionString);
        await writer.OpenAsync(cancel);
        await using var pragmas = writer.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;";
        await pragmas.ExecuteNonQueryAsync(cancel);
        await Migrations.ApplyAsync(writer, cancel);
        return new Database(connectionString, writer);
    }

    /// <summary>Runs the work in a transaction that it may share with others; completes after the commit. Its exception undoes it alone.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        var write = new QueuedWrite(async (connection, transaction) => await work(connection, transaction), cancel);
        await _queue.Writer.WriteAsync(write, cancel);
        return (T)(await write.Done)!;
    }

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancel);
        return await work(connection);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
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

    private async Task CommitAsync(List<QueuedWrite> group)
    {
        try
        {
            // Immediate: the write lock is taken now, not at the first statement, where SQLite could only fail.
            await using var transaction = _writer.BeginTransaction(deferred: false);
            foreach (var write in group) await write.RunAsync(_writer, transaction);
            await transaction.CommitAsync();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            foreach (var write in group) write.Fail(error);
        }

        foreach (var write in group) write.Complete();
    }
}
