using System.Reflection;
using System.Runtime.InteropServices;

namespace VideoProxy.Storage;

/// <summary>Loads SQLite once: the system's library where there is one (it gets security fixes), else the bundled 3.35.</summary>
internal static class SqliteLibrary
{
    private const int Multithread = 2;
    private const int MemoryStatistics = 9;

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        var provider = typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly;
        NativeLibrary.SetDllImportResolver(provider, Resolve);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        // A connection of ours is used by one thread at a time, and nobody reads SQLite's own memory statistics: no locks for either.
        SQLitePCL.raw.sqlite3_config(Multithread);
        SQLitePCL.raw.sqlite3_config(MemoryStatistics, 0);
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        return true;
    });

    public static void Load() => _ = Loaded.Value;

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : IntPtr.Zero;
}
