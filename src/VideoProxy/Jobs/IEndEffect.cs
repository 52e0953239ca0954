using System.Data.Common;

namespace VideoProxy.Jobs;

/// <summary>
/// An effect that commits together with the end or the deletion of a job, such as the job's callback. The folder that owns the effect registers
/// it, so that Jobs does not depend on that folder.
/// </summary>
internal interface IEndEffect
{
    /// <summary>Writes the effect inside the transaction that ends the job. It must be fast and must not call anything outside the database.</summary>
    /// <param name="db">The transaction's connection.</param>
    /// <param name="tx">The transaction.</param>
    /// <param name="ended">The job as it ended.</param>
    Task CommitAsync(DbConnection db, DbTransaction tx, Job ended);

    /// <summary>Erases what the effect stores about a job that its client deleted, in the transaction of the deletion.</summary>
    /// <param name="db">The transaction's connection.</param>
    /// <param name="tx">The transaction.</param>
    /// <param name="deleted">The job, which keeps only its tombstone.</param>
    Task EraseAsync(DbConnection db, DbTransaction tx, Job deleted);

    /// <summary>
    /// The SQL condition on a row of <c>jobs</c> under which the effect is still owed, so that retention must not remove the job. Null if
    /// it never is.
    /// </summary>
    string? Owes { get; }

    /// <summary>Removes what the effect stores about the jobs that retention removes next, in the same transaction.</summary>
    /// <param name="db">The transaction's connection.</param>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">The value of <c>lease_owner</c> that marks these jobs.</param>
    Task RemoveAsync(DbConnection db, DbTransaction tx, string owner);

    /// <summary>Runs after the commit. It may only save time, because a process that dies before this call never makes it.</summary>
    void Committed(Job ended);
}
