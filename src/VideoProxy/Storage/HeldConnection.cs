using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace VideoProxy.Storage;

/// <summary>
/// A connection that always reports itself as open. Dapper reopens a closed connection, so after a lost connection it would run
/// the remaining statements in a new session, outside the transaction. With this wrapper the next statement fails instead.
/// </summary>
internal sealed class HeldConnection(DbConnection inner) : DbConnection
{
    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => throw new NotSupportedException("The connection string cannot change while the connection is in use.");
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("The database cannot change while the connection is in use.");

    public override void Open() => throw new NotSupportedException("The connection is already open.");

    public override void Close() => throw new NotSupportedException("Only the code that opened the connection may close it.");

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        inner.BeginTransactionAsync(isolationLevel, cancellationToken);

    protected override DbCommand CreateDbCommand() => inner.CreateCommand();
}
