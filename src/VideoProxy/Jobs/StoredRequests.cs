using System.Data.Common;
using System.Text.Json;
using Dapper;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>The rows of <c>requests</c>: what an unfinished video was asked for with, files included.</summary>
internal static class StoredRequests
{
    public static Task InsertAsync(DbConnection db, DbTransaction tx, string jobId, VideoRequest request) =>
        db.ExecuteAsync("INSERT INTO requests (job_id, request) VALUES (@jobId, @request)", new { jobId, request = JsonSerializer.Serialize(request) }, tx);

    public static async Task<VideoRequest?> FindAsync(DbConnection db, string jobId) =>
        await db.QuerySingleOrDefaultAsync<string>("SELECT request FROM requests WHERE job_id = @jobId", new { jobId }) is { } text
            ? JsonSerializer.Deserialize<VideoRequest>(text)
            : null;

    /// <summary>The job has ended: prompts and files are kept no longer than they serve.</summary>
    public static Task DeleteAsync(DbConnection db, DbTransaction tx, string jobId) =>
        db.ExecuteAsync("DELETE FROM requests WHERE job_id = @jobId", new { jobId }, tx);
}

/// <summary>Deletes the stored request when its job ends.</summary>
internal sealed class RequestCleanup : IEndEffect
{
    public Task CommitAsync(DbConnection db, DbTransaction tx, Job ended) => StoredRequests.DeleteAsync(db, tx, ended.Id);

    public void Committed(Job ended)
    {
        // Nothing waits for it.
    }
}
