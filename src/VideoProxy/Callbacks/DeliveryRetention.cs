using Dapper;
using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Callbacks;

/// <summary>Removes the record of old deliveries. The callback stays, with its state and the number of its deliveries.</summary>
internal sealed class DeliveryRetention(Database database, RetentionOptions options) : IRetainedData
{
    private const int Batch = 500;

    public string Name => "deliveries";

    public Task<int> RemoveBatchAsync(DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            DELETE FROM deliveries WHERE (callback_id, number) IN (SELECT callback_id, number FROM deliveries WHERE at < @before ORDER BY at LIMIT @Batch)
            """;
        if (options.Deliveries is not { } age) return Task.FromResult(0);
        var before = (now - age).ToUnixTimeMilliseconds();
        return database.WriteAsync((db, tx) => db.ExecuteAsync(sql, new { before, Batch }, tx), cancel);
    }
}
