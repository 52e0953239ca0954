using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Decides whether a task found at a provider can belong to an attempt whose outcome is unknown.</summary>
internal sealed class AttemptSearch(Database database)
{
    /// <summary>Returns the tasks that no attempt owns.</summary>
    public Task<IReadOnlyList<FoundJob>> FindUnownedAsync(Attempt attempt, IReadOnlyList<FoundJob> found, CancellationToken cancel)
    {
        const string sql = "SELECT COUNT(*) FROM attempts WHERE provider = @Provider AND destination = @Destination AND upstream_id = @UpstreamId";
        return database.ReadAsync(async db =>
        {
            var free = new List<FoundJob>();
            foreach (var task in found)
            {
                if (await db.ExecuteScalarAsync<long>(sql, new { attempt.Provider, attempt.Destination, task.UpstreamId }) == 0) free.Add(task);
            }

            return (IReadOnlyList<FoundJob>)free;
        }, cancel);
    }

    /// <summary>
    /// Returns whether no other submit without a known outcome can have created a task in the window. Submits up to
    /// <paramref name="skew"/> outside the window count too, because the provider's clock may differ from ours by that much.
    /// </summary>
    public Task<bool> IsOnlySubmitAsync(Attempt attempt, SubmitWindow window, TimeSpan skew, CancellationToken cancel)
    {
        const string sql = """
            SELECT COUNT(*) FROM attempts
            WHERE provider = @Provider AND destination = @Destination AND upstream_model = @UpstreamModel AND id <> @Id
                AND state IN ('calling', 'unknown') AND created_at <= @until AND COALESCE(resolved_at, @until) >= @from
            """;
        var values = new
        {
            attempt.Provider, attempt.Destination, attempt.UpstreamModel, attempt.Id,
            from = (window.From - skew).ToUnixTimeMilliseconds(), until = (window.Until + skew).ToUnixTimeMilliseconds(),
        };
        return database.ReadAsync(async db => await db.ExecuteScalarAsync<long>(sql, values) == 0, cancel);
    }
}
