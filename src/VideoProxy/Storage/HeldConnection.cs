using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace VideoProxy.Storage;

/// <summary>
/// A connection that work is done on. Dapper opens one that it finds closed: after a break it would run the rest on a new
/// session, outside of the transaction. This one never says that it is closed, so the next statement fails instead.
/// </summary>
internal sealed class HeldConnection(DbConnection inner) : DbConnection
{
    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => throw new NotSupportedException("It is in use.");
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("It is in use.");

    public override void Open() => throw new NotSupportedException("It is in use.");

    public override void Close() => throw new NotSupportedException("It is closed by who opened it.");

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        inner.BeginTransactionAsync(isolationLevel, cancellationToken);

    protected override DbCommand CreateDbCommand() => inner.CreateCommand();
}
