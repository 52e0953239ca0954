using System.Data.Common;

namespace VideoProxy.Storage;

/// <summary>
/// The gateway's database: SQLite inside the process, or a PostgreSQL that several gateways share. The SQL is one text for
/// both; only what the two do differently is here.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the database was reached, has this program's schema and knows this node.</summary>
    public Task Opened => _opened.Task;

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>Whether other gateways may work on it at this moment.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What a claim adds to its SELECT, so that nodes claim side by side instead of waiting for each other.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Connects, migrates, then prepares; whoever waits for <see cref="Opened"/> goes on after that.</summary>
    /// <exception cref="DbException">It cannot be reached or used now.</exception>
    /// <exception cref="SchemaTooNewException">It was written by a newer program.</exception>
    public async Task OpenAsync(Func<Task> prepare, CancellationToken cancel)
    {
        await ConnectAsync(cancel);
        await prepare();
        _opened.TrySetResult();
    }

    /// <summary>
    /// Runs the work in a transaction of its own or shared with others; completes after the commit has reached the disk. An
    /// exception of the work undoes it alone.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel);

    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel);

    /// <summary>Tells the other gateways, soon, of a change that has been committed.</summary>
    public abstract void Announce(string jobId);

    /// <summary>Tells all gateways, with the transaction's commit, that a node's last changes may never have been announced.</summary>
    public abstract Task AnnounceLossAsync(DbConnection db, DbTransaction tx, string nodeId);

    /// <summary>The database's own clock.</summary>
    public abstract Task<DateTimeOffset> ReadClockAsync(CancellationToken cancel);

    public abstract ValueTask DisposeAsync();

    protected abstract Task ConnectAsync(CancellationToken cancel);
}
