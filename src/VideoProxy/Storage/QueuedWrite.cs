using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace VideoProxy.Storage;

/// <summary>A write that waits to be committed together with other writes.</summary>
internal sealed class QueuedWrite(Func<DbConnection, DbTransaction, Task<object?>> work, CancellationToken cancel)
{
    private const string Savepoint = "write";

    // Continuations must not run on the writer's loop, because they would delay the next commit.
    private readonly TaskCompletionSource<object?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object? _result;
    private Exception? _error;

    public Task<object?> Done => _done.Task;

    /// <summary>Whether the database could not do this write, although it may have committed the others of the group.</summary>
    public Exception? Outage => _error is { } error && DatabaseFaults.IsOutage(error) ? error : null;

    /// <summary>Starts the write. Returns false if the caller canceled it while it was queued. A started write cannot be canceled.</summary>
    public bool Start()
    {
        if (!cancel.IsCancellationRequested) return true;
        _done.TrySetCanceled(cancel);
        return false;
    }

    public async Task RunAsync(DbConnection connection, DbTransaction transaction)
    {
        await transaction.SaveAsync(Savepoint);
        try
        {
            _result = await work(connection, transaction);
        }
        catch (Exception error)
        {
            _error = error;
            await UndoAsync(transaction, error);
        }

        await transaction.ReleaseAsync(Savepoint);
    }

    public void Fail(Exception error)
    {
        // A statement in a transaction that SQLite has ended by itself throws an InvalidOperationException, which only follows from the fault.
        if (_error is null or InvalidOperationException) _error = error;
    }

    public void Complete()
    {
        if (_error is null) _done.TrySetResult(_result);
        else _done.TrySetException(_error);
    }

    private static async Task UndoAsync(DbTransaction transaction, Exception cause)
    {
        try
        {
            await transaction.RollbackAsync(Savepoint);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // When the disk is full, SQLite rolls back the whole transaction itself. All writes of the group then fail with the original error.
            ExceptionDispatchInfo.Throw(cause is DbException ? cause : error);
        }
    }
}
