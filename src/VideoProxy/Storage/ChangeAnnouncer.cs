using System.Threading.Channels;
using Dapper;
using Npgsql;

namespace VideoProxy.Storage;

/// <summary>
/// Tells the other gateways of changed jobs, many at a time and after their commits: inside them PostgreSQL would let one
/// transaction with a NOTIFY commit after the other, each with a write to the disk of its own. What a gateway that dies leaves
/// untold is made up for when it is buried.
/// </summary>
internal sealed class ChangeAnnouncer(NpgsqlDataSource source, string nodeId, TimeProvider time) : IAsyncDisposable
{
    // A payload may have 8000 bytes.
    private const int MaxIds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private Task? _loop;

    public void Start() => _loop ??= Task.Run(RunAsync);

    public void Add(string jobId) => _changed.Writer.TryWrite(jobId);

    /// <summary>What was added before is still told, if the database is there.</summary>
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
            // There is nothing in it to lose.
            await connection.ExecuteAsync($"SET LOCAL synchronous_commit = off; SELECT pg_notify('{PostgresDatabase.Channel}', @text)", new { text }, transaction);
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception)
        {
            // Whatever it is: without this loop the other gateways would serve old rows for ever.
            return false;
        }
    }
}
