using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace VideoProxy.Storage;

/// <summary>One write that waits for the group it will be committed with.</summary>
internal sealed class QueuedWrite(Func<DbConnection, DbTransaction, Task<object?>> work, CancellationToken cancel)
{
    private const string Savepoint = "write";

    // Continuations must not run on the writer's loop: they would hold up everybody's commit.
    private readonly TaskCompletionSource<object?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object? _result;
    private Exception? _error;

    public Task<object?> Done => _done.Task;

    /// <summary>False when the caller gave up while the write was still queued. Once started it is no longer cancelable.</summary>
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

    public void Fail(Exception error) => _error ??= error;

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
            // SQLite undoes the whole transaction itself when its disk is full: the group fails, for that reason.
            ExceptionDispatchInfo.Throw(cause);
        }
    }
}
