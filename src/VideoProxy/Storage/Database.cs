using System.Data.Common;

namespace VideoProxy.Storage;

/// <summary>
/// The gateway's database: SQLite inside the process, or a PostgreSQL server that several gateways share. Both run the same SQL.
/// This class contains only what differs between them.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _fault;

    /// <summary>Completes once the database is connected and migrated and this node is registered.</summary>
    public Task Opened => _opened.Task;

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>Why the database could not do the last write, or null if it did. A database that can only be read is not ready.</summary>
    public string? Fault => _fault;

    /// <summary>Whether other gateways may use the database at the same time.</summary>
    public abstract bool IsShared { get; }

    /// <summary>The SQL clause that a claim adds to its SELECT, so that nodes that claim at the same time do not wait for each other.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Connects, migrates and runs <paramref name="prepare"/>, then completes <see cref="Opened"/>.</summary>
    /// <exception cref="DbException">The database cannot be reached or used now.</exception>
    /// <exception cref="SchemaTooNewException">A newer program wrote the database.</exception>
    public async Task OpenAsync(Func<Task> prepare, CancellationToken cancel)
    {
        await ConnectAsync(cancel);
        await prepare();
        _opened.TrySetResult();
    }

    /// <summary>
    /// Runs the work in a transaction, which other writes may share. Completes after the commit has reached the disk. If the work
    /// throws, only this work is rolled back.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel);

    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel);

    /// <summary>Queues a notification to other gateways that this job has changed. Call it after the commit.</summary>
    public abstract void Announce(string jobId);

    /// <summary>Notifies all gateways, at the commit of the transaction, that a node stopped and that its last changes may not have been announced.</summary>
    public abstract Task AnnounceLossAsync(DbConnection db, DbTransaction tx, string nodeId);

    /// <summary>Reads the clock of the database.</summary>
    public abstract Task<DateTimeOffset> ReadClockAsync(CancellationToken cancel);

    public abstract ValueTask DisposeAsync();

    protected abstract Task ConnectAsync(CancellationToken cancel);

    protected void Wrote()
    {
        // Every write comes here, so the shared field is written only when it changes.
        if (_fault is not null) _fault = null;
    }

    protected void Failed(Exception error)
    {
        if (DatabaseFaults.IsOutage(error)) _fault = error.Message;
    }
}
