using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace VideoProxy.Storage;

/// <summary>Tells faults of the database itself, which pass, from statements that the database refuses and from wrong settings.</summary>
internal static class DatabaseFaults
{
    /// <summary>Returns whether the database could not do the work, such as a full disk, a lock, a restart or a lost connection.</summary>
    public static bool IsOutage(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is not (raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_MISUSE or raw.SQLITE_RANGE),
        // Classes 22 and 23 are about values, and 42 is about the statement.
        PostgresException postgres => postgres.SqlState[..2] is not ("22" or "23" or "42"),
        DbException or TimeoutException => true,
        _ => false,
    };

    /// <summary>
    /// Returns why the server will never accept these settings, or null if the fault may pass. Retrying would not help, so the gateway
    /// stops instead.
    /// </summary>
    public static string? WrongSetting(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
            $"PostgreSQL refused the login: {refused.MessageText}. Check Username and Password in ConnectionStrings__Jobs.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing =>
            $"PostgreSQL answered: {missing.MessageText}. Create the database with createdb, or correct Database in ConnectionStrings__Jobs.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied =>
            $"PostgreSQL answered: {denied.MessageText}. Make the user in ConnectionStrings__Jobs the owner of the database, because the gateway creates its tables there.",
        NpgsqlException { InnerException: System.Security.Authentication.AuthenticationException tls } =>
            $"The TLS connection to PostgreSQL failed: {tls.Message} Check SSL Mode and Root Certificate in ConnectionStrings__Jobs.",
        _ => null,
    };

    /// <summary>Adds the file and the remedy to a fault of SQLite, whose own message names neither.</summary>
    public static SqliteException AtFile(string file, SqliteException error)
    {
        var remedy = error.SqliteErrorCode switch
        {
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => "Check that the folder exists and that this user may write to it and to the file.",
            raw.SQLITE_NOTADB => "Check ConnectionStrings__Jobs, or move the file away so that a new database is created.",
            raw.SQLITE_CORRUPT => "Restore the file from a backup.",
            raw.SQLITE_FULL => "Free space on its disk.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "End the program that holds its lock.",
            _ => "Check its disk and ConnectionStrings__Jobs.",
        };
        var reason = raw.sqlite3_errstr(error.SqliteErrorCode).utf8_to_string();
        return new SqliteException($"SQLite cannot use the file {file}: {reason}. {remedy}", error.SqliteErrorCode, error.SqliteExtendedErrorCode);
    }
}
