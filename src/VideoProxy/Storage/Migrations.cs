using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace VideoProxy.Storage;

/// <summary>Applies the embedded <c>NNN_name.sql</c> files in order, each once, all in one transaction.</summary>
internal static class Migrations
{
    private const string CreateTable = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)";

    /// <param name="connection">An open connection.</param>
    /// <param name="lockSql">Waits until no other node migrates; null where there is only one.</param>
    /// <param name="cancel">Ends the wait.</param>
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

/// <summary>A newer program wrote this database. Going on would damage it.</summary>
internal sealed class SchemaTooNewException(long found, long known) : Exception(
    $"The database has schema version {found}, this program knows {known}: it was written by a newer VideoProxy. Start that version, or give another database in ConnectionStrings__Jobs.");
