namespace VideoProxy.Storage;

/// <summary>Initializes the bundled SQLite, once and before the first connection.</summary>
internal static class SqliteLibrary
{
    private const int Multithread = 2;
    private const int MemoryStatistics = 9;

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        // One thread at a time uses a connection, and nothing reads SQLite's memory statistics. Turning off the locks for both saves about 5% of a write's CPU time.
        SQLitePCL.raw.sqlite3_config(Multithread);
        SQLitePCL.raw.sqlite3_config(MemoryStatistics, 0);
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        return true;
    });

    public static void Load() => _ = Loaded.Value;
}
