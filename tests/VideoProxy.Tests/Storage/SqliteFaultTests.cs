using Dapper;
using Microsoft.Data.Sqlite;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

/// <summary>Whatever befalls a commit, the writes of the moment fail as the database does, and later ones work.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private const string Insert = "INSERT INTO settings (name, value) VALUES (@name, 'x')";
    private readonly TempFolder _folder = new();

    private string Connection => $"Data Source={Path.Combine(_folder.Path, "test.db")};Default Timeout=1";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ROLLBACK", "SQLite ends the transaction by itself")]
    [InlineData("COMMIT", "the transaction ends before its commit")]
    [InlineData("PRAGMA query_only = ON", "the connection can only read")]
    public async Task Write_after_a_fault_of_the_connection_works(string fault, string what)
    {
        await using var stores = await TestStores.OpenAsync(Connection);
        await FailAsync(stores.Database, fault, what);
        await FailAsync(stores.Database, fault, what);

        await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "after" }, tx), default);

        stores.Database.Fault.ShouldBeNull();
        (await NamesAsync(stores.Database)).ShouldContain("after");
    }

    [Fact]
    public async Task Write_to_a_locked_file_fails_and_goes_on_when_the_lock_is_gone()
    {
        await using var stores = await TestStores.OpenAsync(Connection);
        await using (var other = new SqliteConnection(Connection))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("BEGIN IMMEDIATE");

            var locked = await Should.ThrowAsync<SqliteException>(() => stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "locked" }, tx), default));

            locked.SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_BUSY);
            stores.Database.Fault.ShouldNotBeNull();
            (await NamesAsync(stores.Database)).ShouldBeEmpty();
            await other.ExecuteAsync("ROLLBACK");
        }

        await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "after" }, tx), default);

        stores.Database.Fault.ShouldBeNull();
        (await NamesAsync(stores.Database)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task Write_to_a_file_that_is_gone_fails_and_goes_on_when_it_is_back()
    {
        await using var stores = await TestStores.OpenAsync(Connection);
        await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "before" }, tx), default);
        Directory.Move(_folder.Path, _folder.Path + "-away");

        for (var round = 0; round < 2; round++)
        {
            var gone = await Should.ThrowAsync<SqliteException>(() => stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "during" }, tx), default));
            gone.Message.ShouldContain("test.db is gone");
            stores.Database.Fault.ShouldNotBeNull();
        }

        Directory.Move(_folder.Path + "-away", _folder.Path);
        await stores.Database.WriteAsync((db, tx) => db.ExecuteAsync(Insert, new { name = "after" }, tx), default);

        (await NamesAsync(stores.Database)).ShouldBe(["before", "after"], ignoreOrder: true);
    }

    [Fact]
    public async Task Write_that_the_database_refuses_is_no_fault_of_the_database()
    {
        await using var stores = await TestStores.OpenAsync(Connection);

        await Should.ThrowAsync<SqliteException>(() => stores.Database.WriteAsync((db, tx) => db.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('a', NULL)", transaction: tx), default));

        stores.Database.Fault.ShouldBeNull();
    }

    /// <summary>The pragma fails only the next statement, which may be the second round's.</summary>
    private static async Task FailAsync(Database database, string fault, string what)
    {
        await Should.ThrowAsync<SqliteException>(() => database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync(fault, transaction: tx);
            return await db.ExecuteAsync(Insert, new { name = $"during {Guid.NewGuid()}" }, tx);
        }, default), what);
    }

    private static Task<IEnumerable<string>> NamesAsync(Database database) => database.ReadAsync(db => db.QueryAsync<string>("SELECT name FROM settings"), default);
}
