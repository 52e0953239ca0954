using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace VideoProxy.Storage;

/// <summary>A PostgreSQL server that several gateways share.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>The channel for notifications about changed jobs. The payload is the id of the sending node, followed by job ids.</summary>
    public const string Channel = "videoproxy_jobs";

    /// <summary>Replaces the job ids in a payload if any job may have changed.</summary>
    private const string AnyJob = "*";
    private const int Tries = 3;
    private const string MigrationLock = "SELECT pg_advisory_xact_lock(8434720251121)";
    private readonly NpgsqlDataSource _source;
    private readonly ChangeAnnouncer _announcer;
    private readonly string _nodeId;

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public PostgresDatabase(string connectionString, string nodeId, TimeProvider time)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        _source = NpgsqlDataSource.Create(WithDefaults(connectionString));
        _nodeId = nodeId;
        _announcer = new ChangeAnnouncer(_source, nodeId, time);
    }

    public override bool IsShared => true;

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public override async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await UseAsync(async connection =>
                {
                    var held = new HeldConnection(connection);
                    await using var transaction = await held.BeginTransactionAsync(cancel);
                    var result = await work(held, transaction);
                    // The caller's token is not used, because a canceled commit may or may not have happened.
                    await transaction.CommitAsync(CancellationToken.None);
                    Wrote();
                    return result;
                }, cancel);
            }
            catch (PostgresException error) when (tried < Tries && error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                // The server has rolled back the whole transaction, so it can be retried.
            }
            catch (Exception error)
            {
                Failed(error);
                throw;
            }
        }
    }

    public override Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel) =>
        UseAsync(connection => work(new HeldConnection(connection)), cancel);

    public override void Announce(string jobId) => _announcer.Add(jobId);

    public override Task AnnounceLossAsync(DbConnection db, DbTransaction tx, string nodeId) =>
        db.ExecuteAsync($"SELECT pg_notify('{Channel}', @text)", new { text = $"{nodeId} {AnyJob}" }, tx);

    public override Task<DateTimeOffset> ReadClockAsync(CancellationToken cancel) => ReadAsync(async db =>
        DateTimeOffset.FromUnixTimeMilliseconds(await db.ExecuteScalarAsync<long>("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT")), cancel);

    /// <summary>Reports the ids of jobs that other gateways changed, until the connection breaks.</summary>
    /// <param name="listening">Called once notifications are received, and again whenever some may have been missed.</param>
    /// <param name="changed">Called with the id of each changed job.</param>
    /// <param name="cancel">Stops listening.</param>
    public Task ListenAsync(Action listening, Action<string> changed, CancellationToken cancel) => UseAsync<object>(async connection =>
    {
        connection.Notification += (_, told) =>
        {
            var words = told.Payload.Split(' ');
            if (words[0] == _nodeId) return;
            if (words[^1] == AnyJob) listening();
            else Array.ForEach(words[1..], changed);
        };
        await connection.ExecuteAsync($"LISTEN {Channel}");
        listening();
        while (true) await connection.WaitAsync(cancel);
    }, cancel);

    public override async ValueTask DisposeAsync()
    {
        await _announcer.DisposeAsync();
        await _source.DisposeAsync();
    }

    protected override Task ConnectAsync(CancellationToken cancel) => UseAsync(async connection =>
    {
        await Migrations.ApplyAsync(new HeldConnection(connection), MigrationLock, cancel);
        _announcer.Start();
        return true;
    }, cancel);

    /// <summary>
    /// Runs the work on a connection. If a connection is lost while it is idle, Npgsql reports its next use as an
    /// InvalidOperationException. This method rethrows it as a database failure, because callers handle those.
    /// </summary>
    private async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        try
        {
            return await work(connection);
        }
        catch (InvalidOperationException error) when (error is ObjectDisposedException || connection.State != ConnectionState.Open)
        {
            throw new NpgsqlException("The connection was lost between two statements.", error);
        }
    }

    private static string WithDefaults(string given)
    {
        var settings = new NpgsqlConnectionStringBuilder(given);
        if (!HasSetting(given, nameof(settings.Timeout))) settings.Timeout = 5;
        if (!HasSetting(given, "Command Timeout")) settings.CommandTimeout = 10;
        if (!HasSetting(given, "Maximum Pool Size")) settings.MaxPoolSize = 50;
        // The host repeats a few statements, so the server prepares each one at its second use.
        if (!HasSetting(given, "Max Auto Prepare")) settings.MaxAutoPrepare = 50;
        if (!HasSetting(given, "Auto Prepare Min Usages")) settings.AutoPrepareMinUsages = 2;
        // A keep-alive detects a server that vanished without closing the connection, also on the idle listener connection.
        if (!HasSetting(given, "Keepalive")) settings.KeepAlive = 5;
        settings.ApplicationName ??= "videoproxy";
        return settings.ConnectionString;
    }

    private static bool HasSetting(string connectionString, string word) => new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey(word);
}
