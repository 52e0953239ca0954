using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Whose submit a task found at a provider may be.</summary>
internal sealed class AttemptSearch(Database database)
{
    /// <summary>The tasks that no attempt owns.</summary>
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
    /// Whether no other submit, unknown or still without a stored outcome, could have made a task of that window. The provider
    /// may date a task <paramref name="skew"/> before or after its submit, so submits just outside the window count too.
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
