using Dapper;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Connection => $"Data Source={_folder.Path}/deep/er/test.db";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_failing_work_undoes_itself_alone()
    {
        await using var database = await Database.OpenAsync(Connection, default);
        var writes = Enumerable.Range(0, 20).Select(i => database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("INSERT INTO settings (name, value) VALUES (@name, 'x')", new { name = $"n{i}" }, tx);
            return i % 5 == 0 ? throw new InvalidOperationException("on purpose") : i;
        }, default)).ToList();

        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        writes.Count(w => w.IsFaulted).ShouldBe(4);
        (await database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM settings"), default)).ShouldBe(16);
    }

    [Fact]
    public async Task Open_twice_applies_migrations_once()
    {
        await using (await Database.OpenAsync(Connection, default)) { }
        await using var again = await Database.OpenAsync(Connection, default);
        (await again.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM schema_version"), default)).ShouldBe(2);
    }

    [Fact]
    public async Task Open_newer_schema_is_refused_with_both_versions()
    {
        await using (var database = await Database.OpenAsync(Connection, default))
            await database.WriteAsync((db, tx) => db.ExecuteAsync("INSERT INTO schema_version (version) VALUES (999)", transaction: tx), default);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => Database.OpenAsync(Connection, default));
        error.Message.ShouldContain("schema version 999");
    }

    [Fact]
    public async Task Open_uses_wal_and_a_full_sync()
    {
        await using var database = await Database.OpenAsync(Connection, default);
        (await database.ReadAsync(db => db.ExecuteScalarAsync<string>("PRAGMA journal_mode"), default)).ShouldBe("wal");
    }
}
