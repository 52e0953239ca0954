using System.Data.Common;

namespace VideoProxy.Storage;

/// <summary>
/// The rows of one table that nodes lease. The folder that owns the table implements this interface, so that Storage does not
/// depend on jobs or callbacks.
/// </summary>
internal interface ILeasedRows
{
    /// <summary>Releases the rows that a dead or stopping node has leased. Runs in the transaction that removes the node.</summary>
    Task ReleaseAsync(DbConnection db, DbTransaction tx, string node, long now);

    /// <summary>Moves every due time by the given milliseconds, because the machine's clock was set by that much.</summary>
    Task ShiftAsync(DbConnection db, DbTransaction tx, long milliseconds);
}
