using System.Data.Common;
using VideoProxy.Configuration;
using VideoProxy.Jobs;

namespace VideoProxy.Callbacks;

/// <summary>Commits a job's callback together with the job's end, then wakes the sender.</summary>
internal sealed class CallbackEffect(CallbackSignal signal, CallbacksOptions options) : IEndEffect
{
    public async Task CommitAsync(DbConnection db, DbTransaction tx, Job ended)
    {
        if (IsWanted(ended) && CallbackRow.For(ended) is { } callback) await CallbackStore.InsertAsync(db, tx, callback);
    }

    public Task EraseAsync(DbConnection db, DbTransaction tx, Job deleted) => CallbackStore.EraseRepliesAsync(db, tx, deleted.Id);

    public string? Owes => "EXISTS (SELECT 1 FROM callbacks WHERE callbacks.job_id = jobs.id AND callbacks.status = 'pending')";

    public Task RemoveAsync(DbConnection db, DbTransaction tx, string owner) => CallbackStore.RemoveAsync(db, tx, owner);

    public void Committed(Job ended)
    {
        if (ended.CallbackUrl is not null) signal.Pulse();
    }

    /// <summary>Returns whether the account's endpoint wants this end. A client that names its own URL gets every end.</summary>
    private bool IsWanted(Job ended) =>
        ended.CallbackSignature != CallbackSigner.Account || ended.CallbackUrl != options.Default.Url?.AbsoluteUri
        || options.Default.Events.Count == 0 || options.Default.Events.Contains(ended.Status);
}

/// <summary>A signal that wakes the sender after a callback was committed.</summary>
internal sealed class CallbackSignal : IDisposable
{
    private readonly Jobs.Signal _signal = new();

    public void Pulse() => _signal.Pulse();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _signal.WaitAsync(atMost, cancel);

    public void Dispose() => _signal.Dispose();
}
