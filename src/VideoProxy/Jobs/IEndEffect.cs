using System.Data.Common;

namespace VideoProxy.Jobs;

/// <summary>
/// Something that commits together with the end of a job, such as the callback that is owed. The folder that it belongs to
/// registers it, so that Jobs needs no knowledge of it.
/// </summary>
internal interface IEndEffect
{
    /// <summary>Runs inside the transaction that ends the job, so it must be quick and must not call anything outside the database.</summary>
    /// <param name="db">The transaction's connection.</param>
    /// <param name="tx">The transaction.</param>
    /// <param name="ended">The job as it ended.</param>
    Task CommitAsync(DbConnection db, DbTransaction tx, Job ended);

    /// <summary>Runs after the commit. A process that dies first never runs it, so it may only speed things up.</summary>
    void Committed(Job ended);
}
