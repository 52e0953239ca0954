using System.Data.Common;
using System.Text.Json;
using Dapper;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>Reads and writes <c>requests</c>: the original requests of unfinished jobs, including their files.</summary>
internal static class StoredRequests
{
    public static Task InsertAsync(DbConnection db, DbTransaction tx, string jobId, VideoRequest request) =>
        db.ExecuteAsync("INSERT INTO requests (job_id, request) VALUES (@jobId, @request)", new { jobId, request = JsonSerializer.Serialize(request) }, tx);

    public static async Task<VideoRequest?> FindAsync(DbConnection db, string jobId) =>
        await db.QuerySingleOrDefaultAsync<string>("SELECT request FROM requests WHERE job_id = @jobId", new { jobId }) is { } text
            ? JsonSerializer.Deserialize<VideoRequest>(text)
            : null;

    /// <summary>Deletes the request of a job that has ended, so that prompts and files are not kept longer than needed.</summary>
    public static Task DeleteAsync(DbConnection db, DbTransaction tx, string jobId) =>
        db.ExecuteAsync("DELETE FROM requests WHERE job_id = @jobId", new { jobId }, tx);
}

/// <summary>Deletes the stored request when its job ends.</summary>
internal sealed class RequestCleanup : IEndEffect
{
    public Task CommitAsync(DbConnection db, DbTransaction tx, Job ended) => StoredRequests.DeleteAsync(db, tx, ended.Id);

    public Task EraseAsync(DbConnection db, DbTransaction tx, Job deleted) => StoredRequests.DeleteAsync(db, tx, deleted.Id);

    public string? Owes => null;

    public Task RemoveAsync(DbConnection db, DbTransaction tx, string owner) =>
        db.ExecuteAsync("DELETE FROM requests WHERE job_id IN (SELECT id FROM jobs WHERE lease_owner = @owner)", new { owner }, tx);

    public void Committed(Job ended)
    {
        // Nothing to do after the commit.
    }
}
