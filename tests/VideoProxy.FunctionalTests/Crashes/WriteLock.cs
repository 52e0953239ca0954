using System.Data.Common;
using Dapper;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>While it is held, everything can be read, but no job and no delivery can be written: the gateway stands still before its next commit.</summary>
internal sealed class WriteLock : IAsyncDisposable
{
    private readonly DbConnection _connection;

    private WriteLock(DbConnection connection) => _connection = connection;

    public static async Task<WriteLock> TakeAsync(TestBed bed)
    {
        var held = new WriteLock(JobRows.Connect(bed));
        await held._connection.OpenAsync();
        await held._connection.ExecuteAsync(bed.IsPostgres ? "BEGIN; LOCK TABLE jobs, attempts, callbacks, deliveries IN EXCLUSIVE MODE" : "BEGIN IMMEDIATE");
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.ExecuteAsync("ROLLBACK");
        await _connection.DisposeAsync();
    }
}
