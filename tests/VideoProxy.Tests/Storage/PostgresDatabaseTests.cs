using Dapper;
using Npgsql;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresDatabaseTests(Postgres postgres)
{
    [Fact]
    public async Task Open_from_two_nodes_at_once_migrates_once()
    {
        var connection = await postgres.Server.CreateDatabaseAsync();

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => TestStores.OpenAsync(connection, $"node_{n}")));

        (await opened[0].Database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) - MAX(version) FROM schema_version"), default)).ShouldBe(0);
        foreach (var stores in opened) await stores.DisposeAsync();
    }

    [Fact]
    public async Task Open_newer_schema_is_refused()
    {
        var connection = await postgres.Server.CreateDatabaseAsync();
        await using (var stores = await TestStores.OpenAsync(connection))
            await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync("INSERT INTO schema_version (version) VALUES (999)", transaction: tx), default);

        await Should.ThrowAsync<SchemaTooNewException>(() => TestStores.OpenAsync(connection));
    }

    [Fact]
    public async Task Write_deadlocked_work_is_tried_again()
    {
        await using var stores = await TestStores.OpenAsync(await postgres.Server.CreateDatabaseAsync());
        await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('a', '0'), ('b', '0')", transaction: tx), default);
        var bothHoldOne = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var rounds = 0;

        Task<int> Swap(string first, string second) => stores.Database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("UPDATE settings SET value = 'x' WHERE name = @first", new { first }, tx);
            if (Interlocked.Increment(ref rounds) == 2) bothHoldOne.SetResult();
            await bothHoldOne.Task;
            return await db.ExecuteAsync("UPDATE settings SET value = 'x' WHERE name = @second", new { second }, tx);
        }, default);

        (await Task.WhenAll(Swap("a", "b"), Swap("b", "a"))).ShouldBe([1, 1]);
        rounds.ShouldBe(3);
    }

    [Fact]
    public async Task Write_whose_connection_breaks_between_two_statements_fails_as_the_database_does_and_leaves_nothing()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.Server.CreateDatabaseAsync()) { KeepAlive = 1 }.ConnectionString;
        await using var stores = await TestStores.OpenAsync(connection);

        await Should.ThrowAsync<NpgsqlException>(() => stores.Database.WriteAsync(async (db, tx) =>
        {
            var pid = await db.ExecuteScalarAsync<int>("SELECT pg_backend_pid()", transaction: tx);
            await stores.Database.ReadAsync(other => other.ExecuteScalarAsync<bool>("SELECT pg_terminate_backend(@pid)", new { pid }), default);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (tx.Connection is { State: System.Data.ConnectionState.Open }) await timer.WaitForNextTickAsync();
            return await db.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('half', 'of it')", transaction: tx);
        }, default));

        (await stores.Database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM settings WHERE name = 'half'"), default)).ShouldBe(0);
    }

    [Fact]
    public async Task HeldConnection_that_was_closed_fails_its_next_statement_and_is_not_opened_again()
    {
        await using var session = new NpgsqlConnection(await postgres.Server.CreateDatabaseAsync());
        var held = new HeldConnection(session);

        await Should.ThrowAsync<InvalidOperationException>(() => held.ExecuteAsync("CREATE TABLE half (a INTEGER)"));

        session.State.ShouldBe(System.Data.ConnectionState.Closed);
    }

    [Fact]
    public async Task Listen_hears_other_nodes_and_not_itself()
    {
        var connection = await postgres.Server.CreateDatabaseAsync();
        await using var here = await TestStores.OpenAsync(connection, "node_here");
        await using var there = await TestStores.OpenAsync(connection, "node_there");
        var listening = new TaskCompletionSource();
        var heard = new TaskCompletionSource<IReadOnlyList<string>>();
        var ids = new List<string>();
        using var stop = new CancellationTokenSource();
        var loop = ((PostgresDatabase)here.Database).ListenAsync(listening.SetResult, Hear, stop.Token);
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(10));

        here.Database.Announce("mine");
        for (var i = 0; i < 250; i++) there.Database.Announce($"theirs_{i}");

        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe([.. Enumerable.Range(0, 250).Select(i => $"theirs_{i}")]);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);

        void Hear(string id)
        {
            ids.Add(id);
            if (ids.Count == 250) heard.SetResult(ids);
        }
    }

    [Fact]
    public async Task Listen_hears_that_a_buried_node_may_have_left_changes_untold()
    {
        var connection = await postgres.Server.CreateDatabaseAsync();
        await using var here = await TestStores.OpenAsync(connection, "node_here");
        var begun = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var loop = ((PostgresDatabase)here.Database).ListenAsync(() => begun.Writer.TryWrite(true), _ => { }, stop.Token);
        await begun.Reader.ReadAsync(stop.Token);
        await here.Nodes.BeatAsync("node_there", 1000, default);

        (await here.Nodes.RemoveAsync("node_there", 2000, 3000, default)).ShouldBeTrue();

        await begun.Reader.ReadAsync(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
    }

    [Fact]
    public async Task Read_server_that_is_not_there_fails_with_a_database_error()
    {
        var (database, _) = DatabaseFactory.Create("Host=127.0.0.1;Port=1;Username=x;Database=x", "node_a", TimeProvider.System);
        await using var closed = database!;
        await Should.ThrowAsync<NpgsqlException>(() => closed.OpenAsync(() => Task.CompletedTask, default));
        closed.IsOpen.ShouldBeFalse();
    }
}
