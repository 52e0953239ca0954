using Dapper;
using Microsoft.Data.Sqlite;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private const string Insert = "INSERT INTO settings (name, value) VALUES (@name, @value)";
    private readonly TempFolder _folder = new();

    private string Connection => $"Data Source={_folder.Path}/deep/er/test.db";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_failing_work_undoes_itself_alone()
    {
        await using var stores = await TestStores.OpenAsync(Connection);
        var writes = Enumerable.Range(0, 20).Select(i => stores.Database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync(Insert, new { name = $"n{i}", value = "x" }, tx);
            return i % 5 == 0 ? throw new InvalidOperationException("on purpose") : i;
        }, default)).ToList();

        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        writes.Count(w => w.IsFaulted).ShouldBe(4);
        (await CountAsync(stores.Database)).ShouldBe(16);
    }

    [Fact]
    public async Task Write_disk_full_fails_and_goes_on_when_there_is_room_again()
    {
        await using var stores = await TestStores.OpenAsync(Connection);
        var database = stores.Database;
        var pages = await database.ReadAsync(db => db.ExecuteScalarAsync<long>("PRAGMA page_count"), default);
        await database.WriteAsync((db, tx) => db.ExecuteScalarAsync<long>($"PRAGMA max_page_count = {pages + 2}", transaction: tx), default);

        var big = new string('x', 100_000);
        var full = await Should.ThrowAsync<SqliteException>(() => database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "big", value = big }, tx), default));
        full.SqliteErrorCode.ShouldBe(13);
        (await CountAsync(database)).ShouldBe(0);
        await database.WriteAsync((db, tx) => db.ExecuteScalarAsync<long>("PRAGMA max_page_count = 100000", transaction: tx), default);
        await database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "big", value = big }, tx), default);

        (await CountAsync(database)).ShouldBe(1);
    }

    [Fact]
    public async Task Open_twice_applies_migrations_once()
    {
        await using (await TestStores.OpenAsync(Connection)) { }
        await using var again = await TestStores.OpenAsync(Connection);
        (await again.Database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) - MAX(version) FROM schema_version"), default)).ShouldBe(0);
    }

    [Fact]
    public async Task Open_newer_schema_is_refused_with_both_versions()
    {
        await using (var stores = await TestStores.OpenAsync(Connection))
            await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync("INSERT INTO schema_version (version) VALUES (999)", transaction: tx), default);

        var error = await Should.ThrowAsync<SchemaTooNewException>(() => TestStores.OpenAsync(Connection));
        error.Message.ShouldContain("schema version 999");
    }

    [Fact]
    public async Task Open_uses_wal()
    {
        await using var stores = await TestStores.OpenAsync(Connection);
        (await stores.Database.ReadAsync(db => db.ExecuteScalarAsync<string>("PRAGMA journal_mode"), default)).ShouldBe("wal");
    }

    private static Task<long> CountAsync(Database database) => database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM settings"), default);
}
