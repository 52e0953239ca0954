using System.Globalization;

namespace VideoProxy.Storage;

/// <summary>
/// The right to be the only gateway on a SQLite file. The operating system holds a lock on a file beside the database and drops it
/// when the process ends, however it ends. Commands do not take it, because they work beside a running gateway.
/// </summary>
internal sealed class GatewayLock : IDisposable
{
    private readonly FileStream? _file;

    private GatewayLock(FileStream? file) => _file = file;

    /// <summary>Takes the lock, or returns the reason why this gateway cannot have the database. A server needs no lock.</summary>
    public static (GatewayLock? Lock, string? Refusal) Take(string connectionString)
    {
        if (SqliteDatabase.FileOf(connectionString) is not { } name) return (new GatewayLock(null), null);
        var database = Path.GetFullPath(name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            // Two names for one file must lead to one lock.
            if (File.Exists(database) && File.ResolveLinkTarget(database, returnFinalTarget: true) is { } target) database = target.FullName;
            return Take(database, $"{database}.lock", $"{database}.pid");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"The database {database} cannot be created or opened: {error.Message.TrimEnd('.')}. Check that the folder exists and that this user may write to it, or set another file in ConnectionStrings__Jobs.");
        }
    }

    public void Dispose() => _file?.Dispose();

    private static (GatewayLock? Lock, string? Refusal) Take(string database, string lockFile, string holderFile)
    {
        FileStream file;
        try
        {
            file = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(lockFile))
        {
            return (null, $"The database {database} is in use by the gateway with the process id {ReadHolder(holderFile)}. Only one gateway may use a SQLite file. Stop the other one, or set another database in ConnectionStrings__Jobs.");
        }

        // The id is in a file of its own, because nobody else can read the locked one.
        File.WriteAllText(holderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return (new GatewayLock(file), null);
    }

    private static string ReadHolder(string holderFile)
    {
        try
        {
            return File.ReadAllText(holderFile).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
