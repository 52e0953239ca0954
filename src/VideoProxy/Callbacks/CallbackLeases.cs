using System.Data.Common;
using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Callbacks;

/// <summary>Releases the callbacks that a dead node was delivering.</summary>
internal sealed class CallbackLeases : ILeasedRows
{
    public Task ReleaseAsync(DbConnection db, DbTransaction tx, string node, long now) =>
        db.ExecuteAsync("UPDATE callbacks SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = @node", new { node }, tx);

    public Task ShiftAsync(DbConnection db, DbTransaction tx, long milliseconds) => db.ExecuteAsync(
        "UPDATE callbacks SET next_at = next_at + @milliseconds, lease_until = lease_until + @milliseconds WHERE status = 'pending'",
        new { milliseconds }, tx);
}
