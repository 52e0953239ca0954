using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace VideoProxy.Storage;

/// <summary>Applies the embedded <c>NNN_name.sql</c> files that the database does not have yet, in order and in one transaction.</summary>
internal static class Migrations
{
    private const string CreateTable = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)";

    /// <param name="connection">An open connection.</param>
    /// <param name="lockSql">SQL that waits until no other node is migrating. Null if only one process uses the database.</param>
    /// <param name="cancel">Cancels the migration.</param>
    public static async Task ApplyAsync(DbConnection connection, string? lockSql, CancellationToken cancel)
    {
        var all = Files().ToList();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (lockSql is not null) await connection.ExecuteAsync(new CommandDefinition(lockSql, transaction: transaction, cancellationToken: cancel));
        await connection.ExecuteAsync(CreateTable, transaction: transaction);
        var current = await connection.ExecuteScalarAsync<long?>("SELECT MAX(version) FROM schema_version", transaction: transaction) ?? 0;
        if (current > all[^1].Version) throw new SchemaTooNewException(current, all[^1].Version);

        foreach (var (version, sql) in all.Where(f => f.Version > current))
        {
            await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync("INSERT INTO schema_version (version) VALUES (@version)", new { version }, transaction);
        }

        await transaction.CommitAsync(cancel);
    }

    private static IEnumerable<(long Version, string Sql)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (long.Parse(name.AsSpan(0, 3), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}

/// <summary>Thrown when a newer program wrote the database, because running on it could damage the data.</summary>
internal sealed class SchemaTooNewException(long found, long known) : Exception(
    $"The database has schema version {found}, but this program only knows versions up to {known}, because it was written by a newer VideoProxy. Start that version, or set another database in ConnectionStrings__Jobs.");
