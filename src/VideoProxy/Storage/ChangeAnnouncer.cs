using System.Threading.Channels;
using Dapper;
using Npgsql;

namespace VideoProxy.Storage;

/// <summary>
/// Notifies other gateways of changed jobs, in batches and after the commits. A NOTIFY inside each transaction would be slow,
/// because PostgreSQL commits such transactions one after the other, each with its own write to disk. If a gateway dies before
/// it has notified, the node that removes it announces the loss.
/// </summary>
internal sealed class ChangeAnnouncer(NpgsqlDataSource source, string nodeId, TimeProvider time) : IAsyncDisposable
{
    // The payload of a NOTIFY is limited to 8000 bytes.
    private const int MaxIds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private Task? _loop;

    public void Start() => _loop ??= Task.Run(RunAsync);

    public void Add(string jobId) => _changed.Writer.TryWrite(jobId);

    /// <summary>Sends the remaining notifications if the database is reachable, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _changed.Writer.TryComplete();
        if (_loop is not null) await _loop;
    }

    private async Task RunAsync()
    {
        var ids = new List<string>(MaxIds);
        while (ids.Count > 0 || await _changed.Reader.WaitToReadAsync())
        {
            while (ids.Count < MaxIds && _changed.Reader.TryRead(out var id)) ids.Add(id);
            if (await TrySendAsync($"{nodeId} {string.Join(' ', ids)}")) ids.Clear();
            else if (_changed.Reader.Completion.IsCompleted) return;
            else await Task.Delay(Pause, time);
        }
    }

    private async Task<bool> TrySendAsync(string text)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            // The transaction writes no data, so its commit need not wait for the disk.
            await connection.ExecuteAsync($"SET LOCAL synchronous_commit = off; SELECT pg_notify('{PostgresDatabase.Channel}', @text)", new { text }, transaction);
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception)
        {
            // The loop must survive every exception, because without it other gateways would serve stale rows.
            return false;
        }
    }
}
