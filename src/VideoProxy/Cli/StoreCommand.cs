using System.Data.Common;
using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary>Runs a command on the gateway's database, whether or not a gateway is running.</summary>
internal static class StoreCommand
{
    public static async Task<int> RunAsync(string configFolder, Func<Database, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        var settings = GatewayConfigReader.Read(configFolder, new ProcessEnvironment(null));
        foreach (var fault in settings.Faults) await Console.Error.WriteLineAsync(fault.ToString());
        if (settings.Faults.Count > 0) return ExitCodes.BadUsage;

        var connection = settings.Configuration.GetConnectionString("Jobs") ?? DatabaseFactory.Default;
        var (opened, refusal) = DatabaseFactory.Create(connection, Node.Create().Id, TimeProvider.System);
        if (opened is null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCodes.BadUsage;
        }

        if (SqliteDatabase.FileOf(connection) is { } file && !File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"No database exists at {Path.GetFullPath(file)}, so no gateway has run with it. Check ConnectionStrings__Jobs, or run this command in the folder where the gateway runs.");
            return ExitCodes.Failed;
        }

        await using var database = opened;
        try
        {
            await database.OpenAsync(() => Task.CompletedTask, cancel);
            return await work(database, cancel);
        }
        catch (Exception error) when (error is DbException or TimeoutException or SchemaTooNewException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {error.Message}");
            return ExitCodes.Failed;
        }
    }
}
